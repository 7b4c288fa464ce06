//! What the desk knows of the disk and of other tabs: what is to be kept, what is,
//! and whose a document is.

use verbatim_worker::DocumentId;

use super::{Desk, Document};
use crate::{
    article::Article,
    state::{Banner, History, Hold, Offer, Pick},
    storage::{Kept, Restored, Saved},
};

impl Desk {
    /// What is to be on the disk: what stands on this desk and is this page's.
    pub fn kept(&self) -> Vec<Kept> {
        let held = self.document.as_ref().filter(|document| document.hold == Hold::Mine);
        let document = held.map(|d| Kept { article: d.article.clone(), draft: false });
        let draft = self.draft.clone().map(|article| Kept { article, draft: true });
        document.into_iter().chain(draft).collect()
    }

    /// What the badge says of the disk.
    pub fn saved(&self) -> Saved {
        let kept = self.kept();
        let stored = &self.stored;
        let is_stored = kept.len() == stored.len() && kept.iter().all(|it| stored.contains(it));
        match &self.unsaved {
            Some(why) if !kept.is_empty() => Saved::Memory(why.clone()),
            _ if !is_stored => Saved::Saving,
            _ if !kept.is_empty() => Saved::At(self.stored_at.clone()),
            _ if self.document.is_some() => Saved::Elsewhere,
            _ => Saved::Nothing,
        }
    }

    /// Whether the document is this page's to change; says so where it is not.
    pub(super) fn may_change(&mut self) -> bool {
        let hold = self.document.as_ref().map_or(Hold::Mine, |document| document.hold);
        if hold == Hold::Theirs {
            self.tell_theirs();
        }
        hold == Hold::Mine
    }

    fn tell_theirs(&mut self) {
        let text = "This article is open in another tab, which saves it. Here it is shown as it \
                    stands there.";
        self.tell(Banner::new(Banner::TABS, text).offering(Offer::Take));
    }

    /// What was on the disk when the page was opened.
    pub(super) fn restore(&mut self, restored: Restored) {
        let Restored { document, draft, others } = restored;
        self.restored = true;
        self.others = others;
        if let Some((article, hold)) = document {
            let document = Document { hold, ..Document::new(article, self.view.clone()) };
            if self.document.is_none() {
                self.put(document);
                if hold == Hold::Theirs {
                    self.tell_theirs();
                }
            } else if hold == Hold::Mine {
                // What the user has begun meanwhile stands above what was saved.
                self.documents.put_first(document);
            }
        }
        if self.draft.is_none()
            && let Some(draft) = draft
        {
            self.draft = Some(draft);
            self.box_open = true;
        }
    }

    /// Another tab has written what is shown here.
    pub(super) fn change(&mut self, article: Article) {
        let Some(document) = self.of(article.document) else { return };
        if document.hold != Hold::Mine {
            let same = document.article.says_the_same(&article);
            document.article = article;
            if same {
                return;
            }
            document.history = History::default();
            document.view.pick = Pick::None;
            document.view.editing = None;
            self.ask();
        }
    }

    /// Another tab holds a document. What stands there is not what stands here
    /// where this page had not saved it yet: then both are kept.
    pub(super) fn lose(&mut self, id: DocumentId) {
        let saved = self.stored.iter().any(|kept| {
            self.document.as_ref().is_some_and(|document| document.article == kept.article)
        });
        self.stored.retain(|kept| kept.article.document != id);
        let fresh = self.fresh();
        let Some(document) = self.of(id) else { return };
        if saved || document.hold != Hold::Mine {
            document.hold = Hold::Theirs;
            document.typed = false;
            self.tell_theirs();
        } else {
            document.rename(fresh);
            let text = "This article was changed in another tab, too. Yours is kept beside it, \
                        as an article of its own.";
            self.tell(Banner::new(Banner::TABS, text));
        }
    }

    /// Another tab has removed a document from the device.
    pub(super) fn drop_removed(&mut self, id: DocumentId) {
        if self.of(id).is_some_and(|document| document.hold != Hold::Mine) {
            self.clear();
            self.before = None;
            self.requests += 1;
            self.box_open = true;
            let text = "The article was removed from this device in another tab.";
            self.tell(Banner::new(Banner::TABS, text));
        }
    }

    /// This page holds the document now.
    pub(super) fn taken(&mut self, id: DocumentId) {
        if let Some(document) = self.of(id) {
            document.hold = Hold::Mine;
            self.dismiss(Banner::TABS);
        }
    }

    pub(super) fn stored(&mut self, kept: Vec<Kept>, at: String) {
        self.stored = kept;
        self.stored_at = at;
        self.unsaved = None;
        self.dismiss(Banner::MEMORY);
    }

    pub(super) fn unsaved(&mut self, why: String) {
        // Told once; the badge says it all the while.
        if self.unsaved.as_ref() != Some(&why) {
            let text = format!(
                "Nothing can be saved on this device ({why}). Your work is kept in this tab only: \
                 export what you need before you close it."
            );
            let mut banner = Banner::new(Banner::MEMORY, text);
            if self.document.is_some() {
                banner = banner.offering(Offer::Export);
            }
            self.tell(banner);
        }
        self.unsaved = Some(why);
    }
}
