//! What ties the state to the world: the worker, the disk, the keys, the network.

pub mod engine;
pub mod intake;
pub mod keys;
pub mod offline;
pub mod packs;
pub mod policy;
pub mod saving;
