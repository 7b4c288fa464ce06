//! Lines that were cut, in their place: struck through, with the reason and the
//! way back. A long run shows its first lines and folds the rest.

use std::ops::Range as Lines;

use yew::prelude::*;

use crate::{
    ids,
    model::{Reading, Shared},
    text::{shortened, visible},
};

/// A run of more lines than this is folded…
const LONGEST: usize = 4;
/// …to this many.
const FOLDED: usize = 2;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// The run.
    pub lines: Lines<usize>,
    /// A line that must be seen even in a folded run.
    pub wanted: Option<usize>,
}

/// A run of cut lines. Clicks on Restore are heard by the article.
#[component]
pub fn Ghosts(props: &Props) -> Html {
    let open = use_state(|| false);
    let all = props.lines.len();
    let wanted = props.wanted.is_some_and(|line| props.lines.contains(&line));
    let unfolded = *open || wanted || all <= LONGEST;
    let shown = if unfolded { all } else { FOLDED };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!unfolded))
    };
    html! {
        <div class="ghosts">
            { for props.lines.clone().take(shown).map(|line| ghost(&props.reading, line)) }
            if all > LONGEST {
                <button type="button" class="plain fold" aria-expanded={unfolded.to_string()} onclick={toggle}>
                    { if unfolded {
                        "Fold these cut lines".to_owned()
                    } else {
                        format!("{} more cut lines", all - FOLDED)
                    } }
                </button>
            }
        </div>
    }
}

fn ghost(reading: &Reading, line: usize) -> Html {
    let Some(it) = reading.lines.get(line) else { return html! {} };
    let Some(block) = reading.report.blocks.get(it.block) else { return html! {} };
    let text = reading.of(it.range);
    html! {
        <div class={classes!("ghost", block.verdict.is_set_apart().then_some("apart"))} key={line}>
            <del id={ids::line(line)} dir="auto" tabindex="-1">{ visible(text).into_owned() }</del>
            <span class="reason" title={block.reason.clone()}>{ block.verdict.words() }</span>
            <button type="button" class="plain" data-restore={it.block.to_string()}
                aria-label={format!("Restore: {}", shortened(text, 40))}>{ "Restore" }</button>
        </div>
    }
}
