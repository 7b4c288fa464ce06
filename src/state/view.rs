//! How a document is looked at: what is open, picked out and searched for.

use verbatim_core::Span;

/// A tab of the right pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    #[default]
    Quotes,
    People,
    Topics,
    Removed,
}

impl Tab {
    /// All tabs, in order.
    pub const ALL: [Self; 4] = [Self::Quotes, Self::People, Self::Topics, Self::Removed];

    /// Its name on the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotes => "Quotes",
            Self::People => "People",
            Self::Topics => "Topics",
            Self::Removed => "Removed",
        }
    }

    /// Its place in [`Tab::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// What is picked out in the text on top of the quotes.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Pick {
    /// Nothing.
    #[default]
    None,
    /// The quotes of one card.
    Card(usize),
    /// One mention of an entity: its id, and which mention.
    Mention(u32, usize),
    /// One place of a phrase: which phrase, and which place.
    Phrase(usize, usize),
    /// One place of a topic: its code, and which place.
    Topic(String, usize),
    /// One found place of the search.
    Found(usize),
    /// One block.
    Block(usize),
    /// Any words, by their bytes.
    Words(u32, u32),
}

/// Whose editor is open; one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editing {
    /// A card's: its speaker.
    Card(usize),
    /// An entity's, by its id.
    Entity(u32),
}

/// How a document is looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct View {
    /// The open tab.
    pub tab: Tab,
    /// On a narrow page: whether the findings are shown rather than the text.
    pub panel: bool,
    /// What is picked out.
    pub pick: Pick,
    /// Counts picks, so that picking the same thing twice scrolls twice.
    pub picks: u32,
    /// Whether the pick is to be scrolled to in the text.
    pub jump: bool,
    /// Where a jump came from: whether the findings were shown (narrow pages).
    pub came_from: Option<bool>,
    /// Counts ways back.
    pub backs: u32,
    /// The topic that filters the quotes.
    pub topic: Option<String>,
    /// The speaker that filters the quotes.
    pub speaker: Option<usize>,
    /// What is searched for.
    pub query: String,
    /// Whose editor is open.
    pub editing: Option<Editing>,
    /// What the last correction was about; gets the focus where it is lost.
    pub corrected: Option<Span>,
}

impl View {
    /// The view of a document that comes to the desk after one seen like this:
    /// the same tab, nothing picked. The counts go on, for what hears them
    /// change.
    pub fn next(&self) -> Self {
        let Self { tab, panel, picks, backs, .. } = *self;
        Self { tab, panel, picks, backs, ..Self::default() }
    }

    /// Picks something out, and scrolls to it in the text if it is a jump.
    pub fn pick(&mut self, pick: Pick, jump: bool) {
        self.pick = pick;
        self.picks += 1;
        self.jump = jump;
        if jump {
            self.came_from = Some(self.panel);
            self.panel = false;
        }
    }

    /// Back to where a jump started.
    pub fn go_back(&mut self) {
        if let Some(panel) = self.came_from.take() {
            self.panel = panel;
            self.backs += 1;
            self.jump = false;
        }
    }

    /// Shows a quote's card.
    pub fn choose(&mut self, card: usize) {
        self.pick(Pick::Card(card), false);
        self.tab = Tab::Quotes;
        self.panel = true;
    }

    /// Opens an editor, or closes the one that is open.
    pub fn edit(&mut self, editing: Option<Editing>) {
        match editing {
            Some(Editing::Card(card)) if self.pick != Pick::Card(card) => self.choose(card),
            _ => {}
        }
        self.editing = editing;
    }

    /// Opens a tab.
    pub fn open(&mut self, tab: Tab) {
        self.editing = None;
        self.tab = tab;
        self.panel = true;
    }
}
