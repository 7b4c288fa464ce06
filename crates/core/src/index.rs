//! Places as types: a number that counts items of a clause is no number of a paragraph,
//! and a swap of the two does not compile.
//!
//! Each space has its own type, made by [`index!`], beside the row that it counts. A place
//! plus or minus a number is a place, the difference of two is a number, and a range of
//! them is walked by [`Steps::steps`]. All of it is the same machine code as for `usize`.

use std::{
    marker::PhantomData,
    ops::{Deref, Range, RangeInclusive},
};

/// A place in a row of one kind of things.
pub trait Index: Copy + PartialOrd {
    /// The place with so many before it.
    fn nth(before: usize) -> Self;
    /// How many stand before it.
    fn get(self) -> usize;
}

/// Walks the places of a range.
pub trait Steps {
    /// What is walked.
    type At;
    /// Each place of the range, in order.
    fn steps(self) -> impl DoubleEndedIterator<Item = Self::At> + Clone;
    /// How many places the range has.
    fn len(&self) -> usize;
}

impl<I: Index> Steps for Range<I> {
    type At = I;
    #[inline]
    fn steps(self) -> impl DoubleEndedIterator<Item = I> + Clone {
        (self.start.get()..self.end.get()).map(I::nth)
    }
    #[inline]
    fn len(&self) -> usize {
        self.end.get().saturating_sub(self.start.get())
    }
}

impl<I: Index> Steps for RangeInclusive<I> {
    type At = I;
    #[inline]
    fn steps(self) -> impl DoubleEndedIterator<Item = I> + Clone {
        (self.start().get()..=self.end().get()).map(I::nth)
    }
    #[inline]
    fn len(&self) -> usize {
        (self.end().get() + 1).saturating_sub(self.start().get())
    }
}

/// Makes the type of one space.
macro_rules! index {
    ($(#[$doc:meta])* $vis:vis struct $name:ident;) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        $vis struct $name(usize);

        #[allow(dead_code, reason = "not each space is counted in each way")]
        impl $name {
            /// The first place.
            $vis const FIRST: Self = Self(0);
            /// Behind every place.
            $vis const END: Self = Self(usize::MAX);

            /// So many places before; none where the row begins later.
            #[must_use]
            #[inline]
            $vis fn checked_sub(self, places: usize) -> Option<Self> {
                self.0.checked_sub(places).map(Self)
            }

            /// So many places before, or the first.
            #[must_use]
            #[inline]
            $vis fn saturating_sub(self, places: usize) -> Self {
                Self(self.0.saturating_sub(places))
            }

            /// How many places it is behind another; none where it is before it.
            #[must_use]
            #[inline]
            $vis fn behind(self, other: Self) -> usize {
                self.0.saturating_sub(other.0)
            }

            /// How many places lie between this one and another.
            #[must_use]
            #[inline]
            $vis fn abs_diff(self, other: Self) -> usize {
                self.0.abs_diff(other.0)
            }
        }

        impl $crate::index::Index for $name {
            #[inline]
            fn nth(before: usize) -> Self {
                Self(before)
            }

            #[inline]
            fn get(self) -> usize {
                self.0
            }
        }

        impl std::ops::Add<usize> for $name {
            type Output = Self;
            #[inline]
            fn add(self, places: usize) -> Self {
                Self(self.0 + places)
            }
        }

        impl std::ops::Sub<usize> for $name {
            type Output = Self;
            #[inline]
            fn sub(self, places: usize) -> Self {
                Self(self.0 - places)
            }
        }

        impl std::ops::Sub for $name {
            type Output = usize;
            #[inline]
            fn sub(self, other: Self) -> usize {
                self.0 - other.0
            }
        }

        impl std::ops::AddAssign<usize> for $name {
            #[inline]
            fn add_assign(&mut self, places: usize) {
                self.0 += places;
            }
        }

        impl std::ops::SubAssign<usize> for $name {
            #[inline]
            fn sub_assign(&mut self, places: usize) {
                self.0 -= places;
            }
        }
    };
}
pub(crate) use index;

/// A row of things that is counted by places of its own type.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<I, T> {
    list: Vec<T>,
    places: PhantomData<I>,
}

impl<I, T> Default for Row<I, T> {
    fn default() -> Self {
        Self { list: Vec::new(), places: PhantomData }
    }
}

impl<I: Index, T> Row<I, T> {
    /// What stands at a place.
    #[must_use]
    #[inline]
    pub fn get(&self, at: I) -> Option<&T> {
        self.list.get(at.get())
    }

    /// What stands in a range; nothing where it goes beyond the row.
    #[must_use]
    #[inline]
    pub fn range(&self, range: &Range<I>) -> &[T] {
        self.list.get(range.start.get()..range.end.get()).unwrap_or_default()
    }

    /// The place behind the last.
    #[must_use]
    #[inline]
    pub fn end(&self) -> I {
        I::nth(self.list.len())
    }

    /// Adds at the end.
    #[inline]
    pub fn push(&mut self, it: T) {
        self.list.push(it);
    }

    /// Empties the row and keeps its memory.
    #[inline]
    pub fn clear(&mut self) {
        self.list.clear();
    }
}

impl<I, T> Deref for Row<I, T> {
    type Target = [T];
    #[inline]
    fn deref(&self) -> &[T] {
        &self.list
    }
}
