//! Steps of the history, and replies that come late.

use verbatim_core::{Correction, Override, Span};
use verbatim_readers::{Charset, Encoding, How};

use super::{Action, Banner, Desk, Hold, Offer, Work};
use crate::{
    article::{Article, Source},
    storage::{Kept, Restored, Saved},
};
use verbatim_worker::DocumentId;

fn text(words: &str) -> Source {
    Source::text(words.to_owned())
}

fn article(state: &Desk) -> Option<&Article> {
    state.document.as_ref().map(|d| &d.article)
}

fn on_desk(state: &Desk) -> Option<&str> {
    article(state).map(|a| a.source.text.as_str())
}

#[test]
fn undo_goes_back_through_verdicts_and_articles_and_redo_forward() {
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    let span = Span::new("one", 0, 3).expect("a slice");
    state.apply(Action::Judge(Override { span, keep: false }));
    state.apply(Action::Open(text("two")));
    assert_eq!(on_desk(&state), Some("two"));
    state.apply(Action::Undo);
    assert_eq!(on_desk(&state), Some("one"));
    assert_eq!(article(&state).map(|a| a.overrides.len()), Some(1));
    state.apply(Action::Undo);
    assert_eq!(article(&state).map(|a| a.overrides.len()), Some(0));
    assert!(!state.can_undo());
    state.apply(Action::Redo);
    state.apply(Action::Redo);
    assert_eq!(on_desk(&state), Some("two"));
    assert!(!state.can_redo());
}

#[test]
fn a_moved_threshold_is_a_step_that_can_be_undone() {
    let threshold = |state: &Desk| article(state).map(|a| a.threshold);
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    state.apply(Action::Threshold(10));
    state.apply(Action::Threshold(10));
    assert_eq!(threshold(&state), Some(10));
    state.apply(Action::Undo);
    assert_eq!(threshold(&state), Some(0));
    assert!(!state.can_undo());
}

#[test]
fn another_encoding_is_a_step_without_what_pointed_into_the_old_text() {
    let read = |text: &str, name: &str, how| {
        let encoding = Encoding::of_name(name).expect("one of the standard's");
        Source { charset: Some(Charset { encoding, how }), ..self::text(text) }
    };
    let told = |state: &Desk| state.banners.last().map(|b| b.text.clone()).unwrap_or_default();
    let mut state = Desk::default();
    state.apply(Action::Open(read("ìîñò", "windows-1252", How::Unguessed)));
    state.apply(Action::ReadAgain(read("мост", "windows-1251", How::Chosen)));
    assert_eq!(on_desk(&state), Some("мост"));
    assert_eq!(told(&state), "Read as windows-1251.");
    let span = Span::new("мост", 0, 8).expect("a slice");
    state.apply(Action::Judge(Override { span, keep: false }));
    state.apply(Action::Threshold(10));
    state.apply(Action::ReadAgain(read("ЛНЯР", "KOI8-R", How::Chosen)));
    assert_eq!(article(&state).map(|a| (a.overrides.len(), a.threshold)), Some((0, 10)));
    assert!(told(&state).contains("undo brings it back"), "{}", told(&state));
    state.apply(Action::Undo);
    assert_eq!(on_desk(&state), Some("мост"));
    assert_eq!(article(&state).map(|a| a.overrides.len()), Some(1));
}

#[test]
fn corrections_are_steps_and_what_changes_nothing_is_none() {
    let list = |state: &Desk| article(state).map(|a| a.corrections.clone());
    let quote = Span::new("one", 0, 3).expect("a slice");
    let reject = Correction::Reject { quote };
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    state.apply(Action::Correct(reject.clone()));
    state.apply(Action::Correct(reject.clone()));
    assert_eq!(list(&state), Some(vec![reject.clone()]));
    state.apply(Action::TakeBack(vec![reject.clone()]));
    assert_eq!(list(&state), Some(vec![]));
    state.apply(Action::Undo);
    assert_eq!(list(&state), Some(vec![reject]));
    state.apply(Action::Undo);
    assert_eq!(list(&state), Some(vec![]));
    assert!(!state.can_undo());
}

#[test]
fn closing_can_be_undone() {
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    state.apply(Action::Close);
    assert_eq!((on_desk(&state), state.word()), (None, "empty"));
    state.apply(Action::Undo);
    assert_eq!(on_desk(&state), Some("one"));
}

#[test]
fn a_late_reply_changes_nothing() {
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    let failed = |(document, id): (DocumentId, u32)| {
        let message = "It broke.".to_owned();
        Action::Failed { document, id, message }
    };
    let asked = |state: &Desk| (on_desk_id(state), state.requests);
    let old = asked(&state);
    state.apply(Action::Open(text("two")));
    state.apply(failed(old));
    // The number alone would not tell one document's reply from another's.
    state.apply(failed((old.0, state.requests)));
    assert_eq!(*state.work(), Work::Busy(None));
    state.apply(failed(asked(&state)));
    assert_eq!(state.word(), "failed");
    assert_eq!(state.banners.last().and_then(|b| b.offer), Some(Offer::Retry));
    state.apply(Action::Retry);
    assert!(state.banners.iter().all(|b| b.key != "failed"));
}

#[test]
fn typing_on_is_one_step_and_what_was_saved_never_replaces_it() {
    let mut state = Desk::default();
    state.apply(Action::Typed("a".to_owned()));
    state.apply(Action::Typed("ab".to_owned()));
    assert!(!state.can_undo());
    state.apply(restored("saved", Hold::Mine));
    assert_eq!(on_desk(&state), Some("ab"));
    state.apply(Action::Undo);
    assert_eq!(on_desk(&state), Some("saved"), "it can be brought back");
}

fn on_desk_id(state: &Desk) -> DocumentId {
    article(state).expect("there is a document").document
}

fn restored(words: &str, hold: Hold) -> Action {
    let article = Article::new(DocumentId::new(u64::MAX), text(words));
    let document = Some((article, hold));
    Action::Restored(Box::new(Restored { document, ..Restored::default() }))
}

/// The disk has all that is to be there.
fn store(state: &mut Desk) {
    let kept = state.kept();
    state.apply(Action::Stored { kept, at: "12:03".to_owned() });
}

fn has(state: &Desk, key: &str) -> bool {
    state.banners.iter().any(|banner| banner.key == key)
}

#[test]
fn it_is_saved_only_as_it_stands_on_the_disk() {
    let saved = Saved::At("12:03".to_owned());
    let mut state = Desk::default();
    assert_eq!(state.saved(), Saved::Nothing);
    state.apply(Action::Open(text("one")));
    assert_eq!(state.saved(), Saved::Saving);
    let before = state.kept();
    store(&mut state);
    assert_eq!(state.saved(), saved);
    state.apply(Action::Threshold(10));
    assert_eq!(state.saved(), Saved::Saving);
    state.apply(Action::Stored { kept: before, at: "12:03".to_owned() });
    assert_eq!(state.saved(), Saved::Saving, "that was the step before");
    state.apply(Action::Unsaved("the disk is full".to_owned()));
    assert_eq!(state.saved(), Saved::Memory("the disk is full".to_owned()));
    assert_eq!(state.banners.last().and_then(|b| b.offer), Some(Offer::Export));
    store(&mut state);
    assert_eq!(state.saved(), saved);
    assert!(!has(&state, Banner::MEMORY));
    state.apply(Action::Close);
    assert_eq!(state.saved(), Saved::Saving, "it is still on the disk");
    store(&mut state);
    assert_eq!(state.saved(), Saved::Nothing);
}

#[test]
fn what_comes_to_a_desk_without_a_disk_can_be_exported() {
    let mut state = Desk::default();
    state.apply(Action::Unsaved("the browser’s storage does not answer".to_owned()));
    assert_eq!(state.banners.last().and_then(|b| b.offer), None);
    state.apply(Action::Open(text("one")));
    let memory = state.banners.iter().find(|banner| banner.key == Banner::MEMORY);
    assert_eq!(memory.and_then(|b| b.offer), Some(Offer::Export));
}

#[test]
fn what_is_typed_is_kept_from_the_first_letter_and_becomes_the_document() {
    let mut state = Desk::default();
    state.apply(Action::Open(text("pasted")));
    state.apply(Action::Draft("a".to_owned()));
    assert_eq!(on_desk(&state), Some("pasted"), "what is looked at stays");
    let drafts = |state: &Desk| state.kept().iter().filter(|kept| kept.draft).count();
    assert_eq!((state.kept().len(), drafts(&state)), (2, 1));
    let kept = state.kept().into_iter().rev().collect();
    state.apply(Action::Stored { kept, at: "12:03".to_owned() });
    assert_eq!(state.saved(), Saved::At("12:03".to_owned()), "in whatever order");
    let id = state.draft.as_ref().map(|draft| draft.document);
    state.apply(Action::Typed("ab".to_owned()));
    assert_eq!((on_desk(&state), Some(on_desk_id(&state))), (Some("ab"), id));
    assert_eq!((state.kept().len(), drafts(&state)), (1, 0));
    let asked = state.requests;
    state.apply(Action::Draft("abc".to_owned()));
    assert_eq!((on_desk(&state), state.requests), (Some("abc"), asked));
    // A box that is closed and opened again is for another article.
    state.apply(Action::Box(false));
    state.apply(Action::Draft("x".to_owned()));
    assert_eq!((on_desk(&state), drafts(&state)), (Some("abc"), 1));
    state.apply(Action::Draft(String::new()));
    assert_eq!(drafts(&state), 0);
}

#[test]
fn what_another_tab_writes_is_shown_and_not_changed() {
    let mut state = Desk::default();
    state.apply(restored("one", Hold::Theirs));
    assert!(has(&state, Banner::TABS) && state.kept().is_empty());
    assert_eq!(state.saved(), Saved::Elsewhere);
    state.apply(Action::Dismiss(Banner::TABS));
    state.apply(Action::Threshold(10));
    assert_eq!(article(&state).map(|a| a.threshold), Some(0));
    assert!(has(&state, Banner::TABS), "it says why");
    let id = on_desk_id(&state);
    let asked = state.requests;
    state.apply(Action::Changed(Article::new(id, text("two"))));
    assert_eq!((on_desk(&state), state.requests), (Some("two"), asked + 1));
    state.apply(Action::Take);
    state.apply(Action::Taken(id));
    assert!(!has(&state, Banner::TABS));
    state.apply(Action::Threshold(10));
    assert_eq!(article(&state).map(|a| a.threshold), Some(10));
    state.apply(Action::Changed(Article::new(id, text("three"))));
    assert_eq!(on_desk(&state), Some("two"), "nobody writes over what is held here");
}

#[test]
fn what_is_lost_to_another_tab_is_shown_if_it_was_saved_and_kept_apart_if_not() {
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    let id = on_desk_id(&state);
    store(&mut state);
    let mut unsaved = state.clone();
    state.apply(Action::Lost(id));
    assert_eq!((on_desk_id(&state), state.saved()), (id, Saved::Elsewhere));
    unsaved.apply(Action::Threshold(10));
    unsaved.apply(Action::Lost(id));
    assert_ne!(on_desk_id(&unsaved), id);
    assert_eq!(
        unsaved.kept(),
        [Kept { article: article(&unsaved).expect("it stands").clone(), draft: false }]
    );
    unsaved.apply(Action::Undo);
    assert_eq!(article(&unsaved).map(|a| (a.threshold, a.document == id)), Some((0, false)));
    // What is removed from the device is not shown any more, unless it is this page's.
    state.apply(Action::Gone(id));
    assert_eq!((on_desk(&state), state.word()), (None, "empty"));
    let own = on_desk_id(&unsaved);
    unsaved.apply(Action::Gone(own));
    assert!(on_desk(&unsaved).is_some());
}

#[test]
fn a_click_on_what_is_left_of_another_document_changes_nothing() {
    let reading = || {
        let report = verbatim_core::Report::default();
        crate::model::Shared::new(crate::model::Reading::new(report, std::rc::Rc::default(), 1.0))
    };
    let mut state = Desk::default();
    state.apply(Action::Open(text("one")));
    let (document, id) = (on_desk_id(&state), state.requests);
    state.apply(Action::Done { document, id, reading: reading(), foreign_requests: 0 });
    state.apply(Action::Open(text("two")));
    assert!(state.reading().is_some(), "it is shown until the next is there");
    let span = Span::new("one", 0, 3).expect("a slice");
    state.apply(Action::Judge(Override { span, keep: false }));
    assert_eq!(article(&state).map(|a| a.overrides.len()), Some(0));
}
