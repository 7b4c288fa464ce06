//! The topics of sixty articles of our own: `tests/topics` says how they came
//! about. Measured as `cargo xtask eval topics` measures them.

use std::{collections::BTreeSet, fs, path::Path};

use verbatim_core::{Input, Lexicons, analyze};

/// Issue 5 asks for 0.7; what has been reached is kept.
const FLOOR: f64 = 0.8;

#[test]
fn second_level_topics_are_right_in_both_halves() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/topics");
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let lexicons = Lexicons::load();
    let labels = read("labels.tsv");
    for half in ["open", "check"] {
        let (mut right, mut both, mut articles) = (0, 0, 0);
        for row in labels.lines() {
            let columns: Vec<&str> = row.split('\t').collect();
            let [in_half, name, codes, ..] = columns.as_slice() else {
                panic!("a row of too few columns: {row}");
            };
            if *in_half != half {
                continue;
            }
            let labels: BTreeSet<&str> = codes.split(' ').collect();
            let report = analyze(&Input::text(read(&format!("{half}/{name}.txt"))), &lexicons);
            let given: BTreeSet<&str> = report
                .topics
                .iter()
                .filter(|topic| topic.is_sure())
                .filter_map(|topic| match topic.broader.as_slice() {
                    [] => None,
                    [_] => Some(&*topic.code),
                    [.., second, _] => Some(&**second),
                })
                .collect();
            right += labels.intersection(&given).count();
            both += labels.len() + given.len();
            articles += 1;
        }
        assert_eq!(articles, 30, "{half}");
        let f1 = 2.0 * right as f64 / both as f64;
        assert!(f1 >= FLOOR, "{half}: micro-F1 {f1:.3}");
    }
}
