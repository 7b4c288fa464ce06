//! Three articles of our own, to see a result in one click. Invented people and
//! places; the dirt around them is of the kinds that real pages have.

/// A sample and what its button says.
#[derive(Debug, PartialEq)]
pub struct Sample {
    /// A few words on what it is.
    pub title: &'static str,
    /// What there is to see in it.
    pub shows: &'static str,
    /// The page's text as one would paste it.
    pub text: &'static str,
}

/// The samples, in order.
pub const SAMPLES: [Sample; 3] = [
    Sample {
        title: "A council keeps its night ferry",
        shows: "two sides, many quotes",
        text: include_str!("samples/one.txt"),
    },
    Sample {
        title: "Moss on a hospital roof",
        shows: "researchers, a pull quote",
        text: include_str!("samples/two.txt"),
    },
    Sample {
        title: "A village club goes up",
        shows: "straight marks, live-score clutter",
        text: include_str!("samples/three.txt"),
    },
];
