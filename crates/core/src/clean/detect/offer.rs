//! Offers of shops: a price and where ("$99 at Miller's"), or an invitation to
//! buy there ("View on Example $15", "Buy now at Miller's"); where offers stand in a row,
//! the names of what is offered, too.
//!
//! Known miss: an offer in other words, or of a shop in lower case.

use verbatim_lexicon::{Sets, TextSet};

use super::{BEYOND_DOUBT, Detector, Found};
use crate::clean::{
    Verdict,
    page::{Page, line::End},
};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::Advertisement, find };

/// A longer line is a sentence that speaks of a price.
const MOST_WORDS: u32 = 12;

/// Signs of the currencies that prices are given in.
const CURRENCIES: [char; 5] = ['$', '£', '€', '¥', '₹'];

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    if !may_offer(page, at) {
        return None;
    }
    let what = offers(page, at).or_else(|| {
        let row = offers(page, at + 1).is_some()
            && (at.checked_sub(1).is_some_and(|above| offers(page, above).is_some())
                || offers(page, at + 3).is_some() && may_offer(page, at + 2));
        row.then_some("a product's name in a row of offers")
    });
    Found::new(BEYOND_DOUBT, what?)
}

/// Whether a line has the shape of an offer or of what is offered.
fn may_offer(page: &Page<'_>, at: usize) -> bool {
    page.line(at)
        .is_some_and(|line| (1..=MOST_WORDS).contains(&line.words) && line.end == End::Open)
}

/// How a line offers something.
fn offers(page: &Page<'_>, at: usize) -> Option<&'static str> {
    if !may_offer(page, at) {
        None
    } else if page.line(at).is_some_and(|line| line.digits > 0)
        && is_priced(page.words(at), &page.lexicon.sets)
    {
        Some("a price at a shop")
    } else if is_invitation(page.words(at), &page.lexicon.sets) {
        Some("an invitation to buy at a shop")
    } else {
        None
    }
}

/// Prices, "at" and a name. "From" stands before who gives money, too, who
/// does not count the cents.
fn is_priced(text: &str, sets: &Sets) -> bool {
    let mut words = text.split_whitespace();
    let mut price = None;
    let place = words.find(|word| {
        let amount = is_price(word);
        price = if amount { Some(*word) } else { price };
        !amount && !matches!(*word, "|" | "/" | "-") && !sets.names(TextSet::PriceNeighbours, word)
            || price.is_some() && sets.names(TextSet::PriceSources, word)
    });
    let (Some(price), Some(place)) = (price, place) else { return false };
    let cents = price.bytes().rev().skip_while(|b| !b.is_ascii_digit()).nth(2) == Some(b'.');
    (sets.names(TextSet::PriceLeads, place) || cents && sets.names(TextSet::PriceSources, place))
        && words.next().is_some_and(is_name)
}

/// A verb of buying or viewing, "at" or "on", and nothing but a shop's name and prices.
fn is_invitation(text: &str, sets: &Sets) -> bool {
    let invitations = sets.texts(TextSet::Invitations);
    // Most lines open with another letter, which needs no comparing of words to see.
    if !text.bytes().next().is_some_and(|first| sets.may_open(TextSet::Invitations, first)) {
        return false;
    }
    let mut words = text.split_whitespace();
    let Some(verb) = words.next() else { return false };
    let place = words.find(|word| !sets.names(TextSet::InvitationAsides, word));
    let Some(place) = place else { return false };
    let invites = invitations
        .iter()
        .filter_map(|one| one.split_once(' '))
        .any(|(name, lead)| name.eq_ignore_ascii_case(verb) && lead.eq_ignore_ascii_case(place));
    let mut shop = words.peekable();
    invites
        && shop.peek().is_some_and(|word| is_name(word))
        && shop.all(|word| is_name(word) || is_price(word) || word == "&")
}

/// A shop's name starts in upper case or is a number.
fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
}

/// An amount with a sign of its currency on either side: "$1,599.00", "US$20", "39,99€".
fn is_price(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';']);
    let unmarked = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let amount = unmarked.strip_prefix(CURRENCIES).or_else(|| word.strip_suffix(CURRENCIES));
    amount.is_some_and(|amount| {
        amount.starts_with(|c: char| c.is_ascii_digit())
            && amount.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    })
}

#[cfg(test)]
mod tests {
    use super::{find, is_invitation, is_priced};
    use crate::{Input, Lexicons, clean::page_of, document};

    #[test]
    fn names_in_a_row_of_offers_are_offered_and_one_above_a_paragraph_is_not() {
        let offered = |text: &str| -> Vec<bool> {
            let document = document::parse(&Input::text(text));
            let lexicons = Lexicons::load();
            let page = page_of(&document, &lexicons);
            (0..document.blocks.len()).map(|at| find(&page, at).is_some()).collect()
        };
        let row = "Gull Lamp\n$64 at Corran\nTern Lantern\n$89 at Corran\nIt burned for nights.";
        assert_eq!(offered(row), [true, true, true, true, false]);
        let one = "Gull Lamp\n$64 at Corran\nIt burned for nine nights without a hand on it.";
        assert_eq!(offered(one), [false, true, false]);
    }

    #[test]
    fn prices_at_a_shop_are_an_offer() {
        let lexicons = Lexicons::load();
        let sets = &lexicons.base().sets;
        for offer in [
            "$21 $16 at Corran",
            "Now $1,599.00 at Best Boats",
            "$2,399.99 from Corran's",
            "US$20 | £18 at 7 Seas (large)",
            "39,99€ bei Hafenladen",
        ] {
            assert!(is_priced(offer, sets), "{offer}");
        }
        for other in [
            "$500 from Corran Mining",
            "$10 million at Corran",
            "$50 at the door",
            "At Corran $50",
            "From Corran to Harrow Bay",
            "Now at Corran",
            "$50",
        ] {
            assert!(!is_priced(other, sets), "{other}");
        }
    }

    #[test]
    fn an_invitation_names_a_shop_and_nothing_else() {
        let lexicons = Lexicons::load();
        let sets = &lexicons.base().sets;
        for offer in [
            "View on Corran",
            "Buy now at Boats & Sails $15",
            "Pre-order from Corran",
            "Shop now at 7 Seas",
        ] {
            assert!(is_invitation(offer, sets), "{offer}");
        }
        for other in [
            "View from Harrow Hill",
            "Shop on Harbour Street burns",
            "See it at Harbour Hall",
            "Shop on Harbour Street",
            "Buy bread",
            "Corran at Sea",
            "View on",
        ] {
            assert!(!is_invitation(other, sets), "{other}");
        }
    }
}
