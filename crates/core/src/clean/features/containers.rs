//! Where a block stands in the page's tree: how far from the container that
//! holds most of the page's sentences, and what else its own containers hold.
//!
//! Paragraphs of one article share a parent, or a grandparent; a teaser's do
//! not. The main container is found as Readability finds it: each paragraph
//! speaks for its parent, and less for those further out. Linear in elements,
//! since a container's number is higher than that of the one around it.

use super::{Features, GRANDPARENT, MAIN, PARENT, bin};
use crate::clean::page::Page;

/// What a paragraph speaks for, from itself outwards, in tenths.
const SHARES: [u32; 4] = [10, 10, 5, 2];

/// Levels that are told apart between a block and the main container.
const FAR: u8 = 6;

/// What one container holds, in itself and below.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    words: u32,
    /// Words in sentences.
    said: u32,
    /// Words in links.
    linked: u32,
    blocks: u32,
    sentences: u32,
}

/// The containers of a page.
#[derive(Debug, Default)]
pub(super) struct Containers<'d> {
    around: &'d [u32],
    held: Vec<Held>,
    /// Per container how many levels out from the main one it first meets it.
    level: Vec<u8>,
    /// Per container inside the main one how far below.
    below: Vec<u8>,
    main: Held,
    all: Held,
}

impl<'d> Containers<'d> {
    pub(super) fn read(page: &Page<'d>) -> Self {
        let around = page.document.containers.as_slice();
        if around.is_empty() {
            return Self::default();
        }
        let mut held = vec![Held::default(); around.len()];
        let mut spoken = vec![0u32; around.len()];
        for (at, raw) in page.document.blocks.iter().enumerate() {
            let (Some(markup), Some(line)) = (raw.markup.as_ref(), page.line(at)) else { continue };
            let words = line.length();
            let sentence = page.is_sentence(at);
            if let Some(own) = held.get_mut(markup.container as usize) {
                own.words += words;
                own.linked += (words as f32 * markup.link_density) as u32;
                own.blocks += 1;
                if sentence {
                    own.said += words;
                    own.sentences += 1;
                }
            }
            if sentence && markup.link_density < 0.4 {
                let mut container = markup.container;
                for share in SHARES {
                    if let Some(spoken) = spoken.get_mut(container as usize) {
                        *spoken += words * share;
                    }
                    match around.get(container as usize) {
                        Some(outer) if *outer != container => container = *outer,
                        _ => break,
                    }
                }
            }
        }
        for at in (1..around.len()).rev() {
            let own = held.get(at).copied().unwrap_or_default();
            let outer = around.get(at).and_then(|outer| held.get_mut(*outer as usize));
            if let Some(outer) = outer {
                outer.words += own.words;
                outer.said += own.said;
                outer.linked += own.linked;
                outer.blocks += own.blocks;
                outer.sentences += own.sentences;
            }
        }
        let most = spoken.iter().copied().max().unwrap_or(0);
        let main = spoken.iter().position(|spoken| *spoken == most).unwrap_or(0);
        let mut level = vec![FAR; around.len()];
        let mut below = vec![0u8; around.len()];
        let mut container = main;
        for out in 0..FAR {
            if let Some(level) = level.get_mut(container) {
                *level = (*level).min(out);
            }
            container = around.get(container).map_or(0, |outer| *outer as usize);
        }
        for at in 0..around.len() {
            let outer = around.get(at).map_or(0, |outer| *outer as usize);
            if level.get(at) == Some(&FAR)
                && let Some(known) = level.get(outer).copied()
            {
                if let Some(level) = level.get_mut(at) {
                    *level = known;
                }
                let depth = below.get(outer).map_or(0, |b| b.saturating_add(1));
                if let Some(below) = below.get_mut(at) {
                    *below = depth;
                }
            }
        }
        let of = |at: usize| held.get(at).copied().unwrap_or_default();
        Self { around, main: of(main), all: of(0), held, level, below }
    }

    /// The number of the group a block in this container belongs to: its parent.
    pub(super) fn group(&self, container: u32) -> u32 {
        self.outer(container)
    }

    fn outer(&self, container: u32) -> u32 {
        self.around.get(container as usize).copied().unwrap_or_default()
    }

    pub(super) fn add(&self, out: &mut Features, container: u32) {
        let level = self.level.get(container as usize).copied().unwrap_or(FAR);
        out.add(MAIN, usize::from(level));
        if level == 0 {
            let below = self.below.get(container as usize).copied().unwrap_or(0);
            out.add(MAIN, 7 + usize::from(below.min(4)));
        }
        let share = self.main.said * 100 / self.all.said.max(1);
        out.add(MAIN, 12 + bin(share, &[25, 50, 80]));
        let parent = self.outer(container);
        for (group, container) in [(PARENT, parent), (GRANDPARENT, self.outer(parent))] {
            let held = self.held.get(container as usize).copied().unwrap_or_default();
            let percent = |part: u32, whole: u32| part.saturating_mul(100) / whole.max(1);
            out.add(group, bin(percent(held.linked, held.words), &[5, 20, 50, 80]));
            out.add(group, 5 + bin(percent(held.said, held.words), &[0, 20, 50, 80]));
            out.add(group, 10 + bin(percent(held.said, self.main.said), &[0, 5, 20, 60]));
            out.add(group, 15 + bin(held.sentences, &[0, 1, 3, 8]));
        }
    }
}
