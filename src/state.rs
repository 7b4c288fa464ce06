//! What the page knows, and the one place where it changes: [`Desk::apply`].
//!
//! A [`Document`] owns what is done with it: its [`History`] and how it is
//! looked at, its [`View`]. Banners, the worker and the disk are the desk's.

mod action;
mod banner;
mod desk;
mod document;
mod history;
mod view;

#[cfg(test)]
mod tests;

pub use self::{
    action::{Action, Send},
    banner::{Banner, Offer},
    desk::Desk,
    document::{Document, Hold, Work},
    history::History,
    view::{Editing, Pick, Tab, View},
};
