//! The views, one component a file. They get data and [`crate::state::Send`],
//! and hold no state but their own folding.

pub mod article_view;
pub mod badge;
pub mod banners;
pub mod button;
pub mod confidence;
pub mod documents;
pub mod export_menu;
pub mod ghosts;
pub mod header;
pub mod help;
pub mod live;
pub mod marks;
pub mod menu;
pub mod minimap;
pub mod panel;
pub mod paste_box;
pub mod people;
pub mod person_editor;
pub mod picker;
pub mod progress;
pub mod quote_card;
pub mod quotes;
pub mod read_as;
pub mod reader;
pub mod removed;
pub mod search;
pub mod settings;
pub mod share;
pub mod speaker_editor;
pub mod topics;
