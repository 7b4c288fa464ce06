//! What the page knows, and the one place where it changes: [`Desk::apply`].
//!
//! A [`Document`] owns what is done with it: its [`History`] and how it is
//! looked at, its [`View`]. Banners, the worker and the disk are the desk's.

mod banner;
mod desk;
mod document;
mod history;
mod view;

#[cfg(test)]
mod tests;

pub use self::{
    banner::{Banner, Offer},
    desk::{Action, Desk, Send},
    document::{Document, Work},
    history::History,
    view::{Editing, Pick, Tab, View},
};
