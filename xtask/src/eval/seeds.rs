//! `cargo xtask eval seeds`: the five articles that started this program, three
//! of them with answers made by hand.

use std::{collections::HashMap, fs, path::Path};

use serde_json::{Value, json};
use verbatim_core::{
    Report,
    clean::Verdict,
    entity::EntityKind,
    quote::QuoteKind,
    report::{ReportBlock, ReportEntity},
};

use super::{
    analysed::{self, Article, Source},
    bars::{self, Bar, Figure},
    scorer,
    sets::list,
};
use crate::Outcome;

/// A line counts as lost when less of it than this is kept: half a sentence cut
/// off is a loss.
const WHOLE: f64 = 0.9;
/// A noise line counts as removed when less of it than this is kept.
const REMNANT: f64 = 0.1;
/// Topics and phrases that a reader sees first.
const FIRST_TOPICS: usize = 4;
const FIRST_PHRASES: usize = 6;

/// Scores the articles with answers and prints figures, bars and what was missed.
pub fn score(scorers: &Path) -> Outcome {
    let gold = scorer::answers(&scorers.join("gold.json"))?;
    let reports = analysed::reports(&articles(scorers)?)?;
    let answered = answered(&gold, &reports)?;

    let mut figures = quotes(&answered, scorers)?;
    figures.extend(cleaning(&answered));
    figures.extend(people(&answered, scorers)?);
    figures.extend(topics(&answered, scorers)?);
    println!("\n{} articles with answers, of {}\n", answered.len(), reports.len());
    bars::print(&figures)
}

/// One article's answers beside its report.
struct Pair<'a> {
    file: &'a str,
    answers: &'a Value,
    report: &'a Report,
}

fn answered<'a>(
    gold: &'a Value,
    reports: &'a HashMap<String, Report>,
) -> Result<Vec<Pair<'a>>, String> {
    let gold = gold.as_array().ok_or("gold.json holds no list")?;
    let pair = |answers: &'a Value| {
        let file = text_of(&answers["file"]);
        let report = reports.get(file).ok_or_else(|| format!("{file} was not analysed"))?;
        Ok(Pair { file, answers, report })
    };
    gold.iter().map(pair).collect()
}

/// The articles lie beside the folder that holds all sets.
fn articles(scorers: &Path) -> Result<Vec<Article>, String> {
    let folder = scorers.join("..").join("..").join("seeds");
    let unreadable = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut out = Vec::new();
    for entry in fs::read_dir(&folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let id = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).map_err(unreadable)?;
            out.push(Article { id, source: Source::Text(text) });
        }
    }
    out.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(out)
}

fn quotes(answered: &[Pair<'_>], scorers: &Path) -> Result<Vec<Figure>, String> {
    let script = scorers.join("score_quotes.py");
    let all = scorer::file("seeds-quotes.json", &quotes_of(answered, |_| true))?;
    let marked = scorer::file(
        "seeds-marked.json",
        &quotes_of(answered, |kind| kind != QuoteKind::Indirect),
    )?;
    print!("{}", scorer::run(&script, &["--verbose".to_owned(), scorer::named(&all)])?);
    println!("\nWithout indirect speech:");
    print!("{}", scorer::run(&script, &[scorer::named(&marked)])?);

    let total = quote_totals(&script, &[scorer::named(&all)])?;
    // The scorer once more, with answers that hold the quotes of other people alone.
    let others = scorer::file("seeds-gold-others.json", &without_main_speaker(answered))?;
    let gold = ["--gold".to_owned(), others.display().to_string(), scorer::named(&all)];
    let others = quote_totals(&script, &gold)?;

    let count = |total: &Value, key: &str| total[key].as_u64().unwrap_or_default() as usize;
    let required = count(&total, "req");
    Ok(vec![
        figure("required quotes exact", count(&total, "exact"), Some(required), Bar::AtLeast(22)),
        figure("quotes out of noise", count(&total, "noise"), None, Bar::AtMost(0)),
        figure("false quotes", count(&total, "false"), None, Bar::AtMost(1)),
        figure("speakers with full name", count(&total, "full"), Some(required), Bar::AtLeast(21)),
        figure(
            "speakers with full name, not the main speaker",
            count(&others, "full"),
            Some(count(&others, "req")),
            Bar::AtLeast(4),
        ),
        figure(
            "clear indirect statements",
            count(&total, "ind_hit"),
            Some(count(&total, "ind_gold")),
            Bar::AtLeast(28),
        ),
        figure(
            "clear indirect statements with full name",
            count(&total, "ind_full"),
            Some(count(&total, "ind_gold")),
            Bar::AtLeast(25),
        ),
    ])
}

fn figure(name: &'static str, have: usize, of: Option<usize>, bar: Bar) -> Figure {
    Figure { name, have, of, bar }
}

fn quotes_of(
    answered: &[Pair<'_>],
    wanted: impl Fn(QuoteKind) -> bool,
) -> HashMap<String, Vec<Value>> {
    let quotes = |report: &Report| {
        let wanted = report.quotes.iter().filter(|quote| wanted(quote.kind));
        let as_json = wanted.map(|quote| {
            let speaker = quote.speaker.as_ref().map(|speaker| &speaker.name);
            let cue = quote.cue.as_ref().map(|cue| &cue.text);
            json!({ "text": quote.text, "speaker": speaker, "cue": cue })
        });
        as_json.collect()
    };
    answered.iter().map(|pair| (pair.file.to_owned(), quotes(pair.report))).collect()
}

fn quote_totals(script: &Path, args: &[String]) -> Result<Value, String> {
    let mut args = args.to_vec();
    args.insert(0, "--json".to_owned());
    let printed = scorer::run(script, &args)?;
    let rows: Value = serde_json::from_str(&printed).map_err(|error| error.to_string())?;
    let total = rows["verbatim"].as_array().and_then(|rows| rows.last()).cloned();
    total.ok_or_else(|| "the scorer of quotes printed no totals".to_owned())
}

/// The answers without the quotes of the person who is quoted most over all.
fn without_main_speaker(answered: &[Pair<'_>]) -> Vec<Value> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for quote in answered.iter().flat_map(|pair| list(&pair.answers["quotes"])) {
        *times.entry(text_of(&quote["speaker"])).or_default() += 1;
    }
    let main = times.into_iter().max_by_key(|(_, times)| *times).map(|(name, _)| name);
    let of_others = |pair: &Pair<'_>| {
        let mut answers = pair.answers.clone();
        if let Some(quotes) = answers["quotes"].as_array_mut() {
            quotes.retain(|quote| Some(text_of(&quote["speaker"])) != main);
        }
        answers
    };
    answered.iter().map(of_others).collect()
}

/// The figures of the lines alone, for `eval clean`.
pub fn cleaning_figures(scorers: &Path) -> Result<Vec<Figure>, String> {
    let gold = scorer::answers(&scorers.join("gold.json"))?;
    let reports = analysed::reports(&articles(scorers)?)?;
    let answered = answered(&gold, &reports)?;
    let mut figures = cleaning(&answered);
    figures.extend(fields(&answered));
    Ok(figures)
}

fn cleaning(answered: &[Pair<'_>]) -> Vec<Figure> {
    let (mut removed, mut reasoned, mut noise, mut lost, mut content) = (0, 0, 0, 0, 0);
    for pair in answered {
        let lines: Vec<(usize, &str)> = lines_with_offsets(&pair.report.document.text);
        for label in list(&pair.answers["line_labels"]) {
            let number = label["line"].as_u64().unwrap_or_default() as usize;
            let Some(&(start, line)) = number.checked_sub(1).and_then(|n| lines.get(n)) else {
                println!("{}: the answers name line {number}, which is not there", pair.file);
                continue;
            };
            let kept = kept_share(pair.report, start, line);
            let cut = cut_at(pair.report, start, line);
            let complain = |what: &str| {
                let reason = cut.map_or("in no cut block", |block| block.reason.as_str());
                println!("   {what} {} {number}: {:.70} ({reason})", pair.file, line.trim());
            };
            if text_of(&label["label"]) == "noise" {
                noise += 1;
                removed += usize::from(kept < REMNANT);
                let right = cut.is_some_and(|b| is_kind(text_of(&label["reason"]), b.verdict));
                reasoned += usize::from(kept < REMNANT && right);
                if kept >= REMNANT {
                    complain("NOISE KEPT  ");
                } else if !right {
                    complain("OTHER REASON");
                }
            } else {
                content += 1;
                lost += usize::from(kept < WHOLE);
                if kept < WHOLE {
                    complain("CONTENT LOST");
                }
            }
        }
    }
    vec![
        figure("noise lines removed", removed, Some(noise), Bar::AtLeast(22)),
        figure("  with the right kind of reason", reasoned, Some(noise), Bar::AtLeast(22)),
        figure("content lines lost", lost, Some(content), Bar::AtMost(0)),
    ]
}

/// Whether a verdict says of a line what the answers say of it, by the words that
/// theirs begins with. Site chrome may be told by its kind or by its language.
fn is_kind(reason: &str, verdict: Verdict) -> bool {
    const KINDS: [(&str, &[Verdict]); 12] = [
        ("site-chrome: icon-font", &[Verdict::IconMenu]),
        ("site-chrome: blog name", &[Verdict::SiteName]),
        ("site-chrome: photo counter", &[Verdict::Counter, Verdict::ForeignChrome]),
        ("site-chrome", &[Verdict::Navigation, Verdict::ForeignChrome]),
        ("metadata: publication", &[Verdict::DateLine]),
        ("metadata: document number", &[Verdict::DocumentNumber]),
        ("duplicate", &[Verdict::RepeatedHeadline]),
        ("related-link", &[Verdict::RelatedLink]),
        ("share-prompt", &[Verdict::ShareBar]),
        ("source-link", &[Verdict::SourceLabel]),
        ("comments-closed", &[Verdict::CommentForm]),
        ("cookie-banner", &[Verdict::CookieNotice]),
    ];
    let kind = KINDS.iter().find(|(opens, _)| reason.starts_with(opens));
    kind.is_some_and(|(_, verdicts)| verdicts.contains(&verdict))
}

/// Headline, date and outlet where the text has them; nothing where it has not.
fn fields(answered: &[Pair<'_>]) -> Vec<Figure> {
    let (mut headlines, mut dates, mut outlets) = (0, 0, 0);
    for pair in answered {
        let about = &pair.report.metadata;
        let answer = |key: &str| pair.answers[key].as_str();
        let date = answer("date").map(|day| match answer("time") {
            Some(time) => format!("{day}T{time}"),
            None => day.to_owned(),
        });
        let labels = list(&pair.answers["line_labels"]).iter();
        let mut names = labels.filter(|l| text_of(&l["reason"]) == "site-chrome: blog name");
        let outlet = names.next().map(|label| text_of(&label["text"]));
        for (right, field, have, want) in [
            (&mut headlines, "headline", about.headline.as_deref(), answer("title")),
            (&mut dates, "date", about.date.as_deref(), date.as_deref()),
            (&mut outlets, "outlet", about.outlet.as_deref(), outlet),
        ] {
            *right += usize::from(have == want);
            if have != want {
                println!("   WRONG {field} {}: {have:?}, not {want:?}", pair.file);
            }
        }
    }
    let all = answered.len();
    vec![
        figure("headlines right", headlines, Some(all), Bar::AtLeast(all)),
        figure("dates right, or none where the text has none", dates, Some(all), Bar::AtLeast(all)),
        figure("outlets right, or none", outlets, Some(all), Bar::AtLeast(all)),
    ]
}

fn lines_with_offsets(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let line = |line| {
        let start = at;
        at += str::len(line);
        (start, line)
    };
    text.split_inclusive('\n').map(line).collect()
}

/// How much of a line's ink is kept, 0 to 1.
fn kept_share(report: &Report, start: usize, line: &str) -> f64 {
    let ink = line.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(at, _)| start + at);
    let kept = |at: &usize| {
        let holds = |b: &ReportBlock| (b.start as usize..b.end as usize).contains(at);
        report.blocks.iter().any(|block| block.kept && holds(block))
    };
    let (mut all, mut stays) = (0.0, 0.0);
    for at in ink {
        all += 1.0;
        stays += f64::from(u8::from(kept(&at)));
    }
    if all > 0.0 { stays / all } else { 1.0 }
}

/// The first cut block that lies on the line.
fn cut_at<'r>(report: &'r Report, start: usize, line: &str) -> Option<&'r ReportBlock> {
    let meets = |b: &ReportBlock| (b.start as usize) < start + line.len() && start < b.end as usize;
    report.blocks.iter().find(|block| meets(block) && !block.kept)
}

fn people(answered: &[Pair<'_>], scorers: &Path) -> Result<Vec<Figure>, String> {
    let names = |pair: &Pair<'_>, kind: EntityKind| -> Vec<String> {
        let of_kind = pair.report.entities.iter().filter(|entity| entity.kind == kind);
        of_kind.map(|entity| entity.name.clone()).collect()
    };
    let entities = |pair: &Pair<'_>| {
        json!({
            "people": names(pair, EntityKind::Person),
            "places": names(pair, EntityKind::Place),
            "orgs": names(pair, EntityKind::Organisation),
        })
    };
    let out: HashMap<&str, Value> =
        answered.iter().map(|pair| (pair.file, entities(pair))).collect();
    let out = scorer::file("seeds-entities.json", &out)?;
    let printed = scorer::run(&scorers.join("score_entities.py"), &[scorer::named(&out)])?;
    println!("\n{}", printed.trim_end());
    // The totals stand in the last line, written as Python writes a dict.
    let totals = printed.lines().last().and_then(|line| line.strip_prefix("ALL "));
    let totals: Value = serde_json::from_str(&totals.unwrap_or_default().replace('\'', "\""))
        .map_err(|error| format!("the scorer of entities printed no totals: {error}"))?;
    let count = |key: &str| totals[key].as_u64().unwrap_or_default() as usize;

    let split = answered.iter().map(people_split).sum();
    Ok(vec![
        figure("people with full name", count("p_full"), Some(count("p_gold")), Bar::AtLeast(15)),
        figure("people listed more than once or merged", split, None, Bar::AtMost(0)),
        figure("false people", count("p_false"), None, Bar::AtMost(2)),
    ])
}

/// How many entities too many the people of one article have: two entities for
/// one person, or one entity for two.
fn people_split(pair: &Pair<'_>) -> usize {
    let people = list(&pair.answers["people"]);
    let is_person = |entity: &&ReportEntity| entity.kind == EntityKind::Person;
    let entities: Vec<&ReportEntity> = pair.report.entities.iter().filter(is_person).collect();
    let surname = |name: &str| name.split_whitespace().last().unwrap_or_default().to_lowercase();
    let is = |entity: &ReportEntity, person: &Value| {
        let name = text_of(&person["name"]);
        let named = |form: &String| form == name || surname(form) == surname(name);
        named(&entity.name) || entity.aliases.iter().any(|alias| alias == name)
    };
    let mut wrong = 0;
    for person in people {
        let times = entities.iter().filter(|entity| is(entity, person)).count();
        wrong += times.saturating_sub(1);
        if times > 1 {
            println!("   SPLIT  {} {}", pair.file, text_of(&person["name"]));
        }
    }
    for entity in entities {
        let times = people.iter().filter(|person| is(entity, person)).count();
        wrong += times.saturating_sub(1);
        if times > 1 {
            println!("   MERGED {} {}", pair.file, entity.name);
        }
    }
    wrong
}

fn topics(answered: &[Pair<'_>], scorers: &Path) -> Result<Vec<Figure>, String> {
    let first = |report: &Report| -> Vec<String> {
        let topics = report.topics.iter().take(FIRST_TOPICS).map(|topic| topic.name.to_string());
        let phrases = report.phrases.iter().take(FIRST_PHRASES).map(|phrase| phrase.text.clone());
        topics.chain(phrases).collect()
    };
    let out: HashMap<&str, Vec<String>> =
        answered.iter().map(|pair| (pair.file, first(pair.report))).collect();
    println!();
    for pair in answered {
        println!("{} {}", pair.file, first(pair.report).join(" · "));
    }
    let out = scorer::file("seeds-topics.json", &out)?;
    let printed = scorer::run(&scorers.join("score_topics.py"), &[scorer::named(&out)])?;
    println!("{}", printed.trim_end());
    // "ALL topics 14/27 noise 0 names 3 of 30 phrases"
    let total = printed.lines().last().unwrap_or_default();
    let numbers: Vec<usize> =
        total.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    let &[hit, all, noise, ..] = numbers.as_slice() else {
        return Err("the scorer of topics printed no totals".to_owned());
    };
    Ok(vec![
        figure("gold topics among the first named", hit, Some(all), Bar::AtLeast(18)),
        figure("topics and phrases out of noise", noise, None, Bar::AtMost(0)),
    ])
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
