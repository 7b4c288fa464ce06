//! What the page and the web worker say to each other, [`answer`], the worker's
//! thin call of the core, and [`run()`], which lets it answer inside a web worker.
//!
//! A conversation: the worker loads its lexicon and sends [`Reply::Ready`]; the
//! page sends [`Request::Analyze`] about a document, with an id of its own
//! choosing; the worker sends [`Reply::Progress`] before each station of a long
//! analysis and ends with [`Reply::Done`] or [`Reply::Failed`] under the same id. Where the
//! word lists of the article's language are not there yet, it says [`Reply::Fetching`], gets
//! them and goes on, with or without. A wasm worker is deaf while it
//! works, so there is no cancel message: the page ends the worker and starts
//! another, which takes some tens of milliseconds.

mod run;

pub use run::run;
use serde::{Deserialize, Serialize};
use verbatim_core::{Input, Language, Lexicons, Report, Stage, analyze_or_ask, analyze_with};

/// The version of the protocol. Both sides refuse another one: a page from an
/// old cache must not talk to a worker of a new build.
pub const VERSION: u32 = 5;

/// A document of the page, for as long as it is kept: on the desk, on the disk
/// and in other tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(u64);

impl DocumentId {
    /// An id out of random bits: tabs that know nothing of each other make
    /// different ones. A JavaScript number holds 53 bits.
    #[must_use]
    pub fn new(random: u64) -> Self {
        Self(random >> 11)
    }

    /// As a number of JavaScript's, such as the store has for a key.
    #[must_use]
    pub fn number(self) -> f64 {
        self.0 as f64
    }

    /// The id that has this number; none of a number that is no id's.
    #[must_use]
    pub fn from_number(number: f64) -> Option<Self> {
        let id = Self(number as u64);
        (id.0 >> 53 == 0 && id.number() == number).then_some(id)
    }
}

/// What the page asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Asks for the report on one article.
    Analyze {
        /// The document. Comes back in every reply to this request, as the id does.
        document: DocumentId,
        /// Which request about it.
        id: u32,
        /// The page's [`VERSION`].
        version: u32,
        /// The article.
        #[serde(with = "packed")]
        input: Input,
    },
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The worker takes requests.
    Ready {
        /// The worker's [`VERSION`].
        version: u32,
    },
    /// A station is about to start, in an analysis that takes long enough to be watched.
    Progress {
        /// The request's document.
        document: DocumentId,
        /// The request's id.
        id: u32,
        /// The station.
        stage: Stage,
    },
    /// The worker fetches the word lists of the text's language before it goes on.
    Fetching {
        /// The request's document.
        document: DocumentId,
        /// The request's id.
        id: u32,
        /// The language, by its English name.
        language: String,
    },
    /// The report.
    Done {
        /// The request's document.
        document: DocumentId,
        /// The request's id.
        id: u32,
        /// All that was found.
        #[serde(with = "packed")]
        report: Box<Report>,
        /// How long the analysis took, in milliseconds.
        engine_ms: f64,
        /// How long each station of it took, in the order of [`Stage::ALL`].
        stations_ms: Vec<f64>,
        /// Resources that the worker has fetched from other origins. Always 0;
        /// the page shows the measured number rather than claim it.
        foreign_requests: u32,
    },
    /// No report will come.
    Failed {
        /// The request's document and id; `None` where the whole worker is lost.
        of: Option<(DocumentId, u32)>,
        /// What happened.
        message: String,
    },
}

/// What is large crosses as bytes. A report on a huge text has hundreds of
/// thousands of blocks; as objects they would hold the page's thread for seconds.
mod packed {
    use std::{fmt, marker::PhantomData};

    use serde::{Deserializer, Serialize, Serializer, de, ser};

    pub fn serialize<T: Serialize, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
        let bytes = postcard::to_allocvec(value).map_err(ser::Error::custom)?;
        to.serialize_bytes(&bytes)
    }

    pub fn deserialize<'de, T, D>(from: D) -> Result<T, D::Error>
    where
        T: de::DeserializeOwned,
        D: Deserializer<'de>,
    {
        from.deserialize_byte_buf(Bytes(PhantomData))
    }

    struct Bytes<T>(PhantomData<T>);

    impl<T: de::DeserializeOwned> de::Visitor<'_> for Bytes<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("packed bytes")
        }

        fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
            postcard::from_bytes(bytes).map_err(E::custom)
        }

        fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Self::Value, E> {
            self.visit_bytes(&bytes)
        }
    }
}

/// What [`answer`] may know of the world, given by the caller because the core has no clock.
pub struct World<'a> {
    /// Milliseconds since some fixed moment.
    pub now: &'a dyn Fn() -> f64,
    /// How many resources were fetched from other origins.
    pub foreign_requests: &'a dyn Fn() -> u32,
}

/// The reply that says the worker takes requests.
#[must_use]
pub fn ready() -> Reply {
    Reply::Ready { version: VERSION }
}

/// Progress is told from here on. A message costs as much as a station of a
/// short article, and nobody can read a step that is over in a blink.
const WATCHED_MS: f64 = 30.0;

/// What [`answer`] does where the pack of an article's language is not at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Without {
    /// It names the language: the request is to be answered again.
    Wait,
    /// The article is read without.
    GoOn,
}

/// Answers one request; `post` gets the progress on the way.
///
/// # Errors
/// The language whose pack is missing, where the answer is to wait for it.
pub fn answer(
    request: &Request,
    lexicons: &Lexicons,
    without: Without,
    world: &World<'_>,
    mut post: impl FnMut(Reply),
) -> Result<Reply, Language> {
    match request {
        Request::Analyze { document, id, version, .. } if *version != VERSION => {
            Ok(refuse(*document, *id, *version))
        }
        Request::Analyze { document, id, input, .. } => {
            let (document, id) = (*document, *id);
            let began = (world.now)();
            let mut starts = Vec::with_capacity(Stage::ALL.len() + 1);
            let on_stage = |stage| {
                let now = (world.now)();
                starts.push(now);
                if now - began >= WATCHED_MS {
                    post(Reply::Progress { document, id, stage });
                }
            };
            let report = match without {
                Without::GoOn => analyze_with(input, lexicons, on_stage),
                Without::Wait => analyze_or_ask(input, lexicons, on_stage)?,
            };
            let end = (world.now)();
            starts.push(end);
            let station = |pair: &[f64]| match pair {
                [start, end] => end - start,
                _ => 0.0,
            };
            Ok(Reply::Done {
                document,
                id,
                report: Box::new(report),
                engine_ms: end - began,
                stations_ms: starts.windows(2).map(station).collect(),
                foreign_requests: (world.foreign_requests)(),
            })
        }
    }
}

/// The reply that the pack of a language is being fetched.
fn fetching(request: &Request, language: Language) -> Reply {
    let Request::Analyze { document, id, .. } = request;
    let name = language.english_name().unwrap_or(language.code());
    Reply::Fetching { document: *document, id: *id, language: name.to_owned() }
}

fn refuse(document: DocumentId, id: u32, version: u32) -> Reply {
    let message = format!("the page speaks protocol {version}, the worker {VERSION}");
    Reply::Failed { of: Some((document, id)), message }
}

#[cfg(test)]
mod tests {
    use super::{
        DocumentId, Input, Lexicons, Reply, Request, Stage, VERSION, Without, World, answer,
    };

    const DOCUMENT: DocumentId = DocumentId(9);

    /// Asks a worker whose clock goes on by `step` milliseconds whenever it is looked at.
    fn ask(request: Request, step: f64) -> (Vec<Stage>, Reply) {
        let clock = std::cell::Cell::new(0.0);
        let now = || clock.replace(clock.get() + step);
        let world = World { now: &now, foreign_requests: &|| 0 };
        let mut stages = Vec::new();
        let reply =
            answer(&request, &Lexicons::load(), Without::Wait, &world, |reply| match reply {
                Reply::Progress { document: DOCUMENT, id: 7, stage } => stages.push(stage),
                other => panic!("not progress: {other:?}"),
            })
            .unwrap();
        (stages, reply)
    }

    #[test]
    fn a_long_analysis_reports_each_stage_then_the_report() {
        let input = Input::text("One line.");
        let (stages, reply) =
            ask(Request::Analyze { document: DOCUMENT, id: 7, version: VERSION, input }, 50.0);
        assert_eq!(stages.first(), Some(&Stage::Document));
        assert_eq!(stages.last(), Some(&Stage::Report));
        let Reply::Done { document: DOCUMENT, id: 7, report, engine_ms, stations_ms, .. } = reply
        else {
            panic!("not done: {reply:?}")
        };
        assert_eq!(stations_ms, [50.0; Stage::ALL.len()]);
        assert_eq!(engine_ms, 50.0 * (Stage::ALL.len() + 1) as f64);
        assert_eq!(report.document.text, "One line.");
    }

    /// `xtask/bench/in-page.mjs` packs inputs by itself.
    #[test]
    fn inputs_are_packed_as_the_bench_packs_them() {
        let text = postcard::to_allocvec(&Input::text("ab")).unwrap();
        assert_eq!(text, [2, b'a', b'b', 0, 0, 0, 0, 0]);
        let html = postcard::to_allocvec(&Input::html("b".repeat(300))).unwrap();
        assert_eq!(html[..3], [0xac, 2, b'b']);
        assert_eq!(html[302..], [1, 0, 0, 0, 0]);
    }

    /// `xtask/bench/in-page.mjs` finds the topics' time by their place.
    #[test]
    fn the_topics_stand_where_the_bench_looks_for_them() {
        let script = include_str!("../../../xtask/bench/in-page.mjs");
        let place = Stage::ALL.iter().position(|stage| *stage == Stage::Topics).unwrap();
        assert!(script.contains(&format!("const TOPICS = {place};")));
        assert!(Stage::ALL.iter().enumerate().all(|(at, stage)| *stage as usize == at));
    }

    #[test]
    fn a_short_analysis_reports_no_stage() {
        let input = Input::text("One line.");
        let (stages, reply) =
            ask(Request::Analyze { document: DOCUMENT, id: 7, version: VERSION, input }, 0.1);
        assert!(stages.is_empty());
        assert!(matches!(reply, Reply::Done { document: DOCUMENT, id: 7, .. }), "{reply:?}");
    }

    #[test]
    fn an_id_is_a_number_of_javascripts_and_back() {
        for id in [DOCUMENT, DocumentId::new(0), DocumentId::new(u64::MAX)] {
            assert_eq!(DocumentId::from_number(id.number()), Some(id));
        }
        for number in [-1.0, 0.5, f64::NAN, 1e300, 9_007_199_254_740_992.0] {
            assert_eq!(DocumentId::from_number(number), None, "{number}");
        }
    }

    /// The worker's lexicons begin with English alone, as they do here without the feature.
    #[test]
    fn a_german_article_waits_for_its_lists_or_is_read_without() {
        let input = Input::text(
            "Der Hafen wird im Herbst gesperrt, weil die Mauer nach den Stürmen nicht mehr sicher ist.",
        );
        let request = Request::Analyze { document: DOCUMENT, id: 7, version: VERSION, input };
        let world = World { now: &|| 0.0, foreign_requests: &|| 0 };
        let lexicons = Lexicons::of_base();
        let ask = |without| answer(&request, &lexicons, without, &world, |_| {});
        let Err(language) = ask(Without::Wait) else { panic!("does not wait") };
        assert_eq!(language.code(), "de");
        let Ok(Reply::Done { report, .. }) = ask(Without::GoOn) else { panic!("not done") };
        assert_eq!(report.notices.len(), 1);
        assert_eq!(report.notices[0].code, verbatim_core::NoticeCode::LanguagePackMissing);
        assert_eq!(report.metadata.language, Some(language));
    }

    #[test]
    fn another_version_is_refused() {
        let input = Input::text("One line.");
        let (stages, reply) =
            ask(Request::Analyze { document: DOCUMENT, id: 7, version: VERSION + 1, input }, 0.1);
        assert!(stages.is_empty());
        assert!(matches!(reply, Reply::Failed { of: Some((DOCUMENT, 7)), .. }), "{reply:?}");
    }
}
