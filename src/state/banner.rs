//! What the user is told at the top of the page.

/// Something to tell the user at the top of the page until it is dismissed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// Tells one banner from another; a new one of the same key replaces the old.
    pub key: &'static str,
    /// What happened, what was kept, what to do.
    pub text: String,
    /// What a button in it does.
    pub offer: Option<Offer>,
}

impl Banner {
    /// The key of what the last step did. It goes away by itself: the step can
    /// still be undone by key and in the Removed tab.
    pub const STEP: &'static str = "step";

    /// The key of what was the matter with something dropped, chosen or pasted.
    pub const INTAKE: &'static str = "intake";
    /// The keys of what could not leave the page.
    pub const EXPORT: &'static str = "export";
    pub const COPY: &'static str = "copy";

    /// What goes away with the next thing that is taken in. Of the others the step's
    /// word goes by itself, "failed" with the next analysis, and what
    /// is so as long as the page is open (no disk, a new version) when it is dismissed.
    pub const OF_INTAKE: [&'static str; 3] = [Self::INTAKE, Self::EXPORT, Self::COPY];
    /// The key of what another tab does with the document.
    pub const TABS: &'static str = "tabs";
    /// The key of what says that nothing can be saved.
    pub const MEMORY: &'static str = "memory";

    /// A banner that offers nothing.
    pub fn new(key: &'static str, text: impl Into<String>) -> Self {
        Self { key, text: text.into(), offer: None }
    }

    /// What is told of a file that the browser does not make.
    pub fn not_made() -> Self {
        Self::new(Self::EXPORT, "The file could not be made. Nothing was changed.")
    }

    /// The same banner with a button.
    pub fn offering(self, offer: Offer) -> Self {
        Self { offer: Some(offer), ..self }
    }
}

/// What a banner offers to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Take back the last step.
    Undo,
    /// Activate the waiting service worker and load the page anew.
    Reload,
    /// Analyse again.
    Retry,
    /// Save the report as a file.
    Export,
    /// Save what could not be read as a file.
    Download,
    /// Work on the document in this tab.
    Take,
}
