//! Places as types: a number that counts items of a clause is no number of a paragraph,
//! and a swap of the two does not compile.
//!
//! Each space has its own type, made by [`index!`], beside the things that it counts. A place
//! plus or minus a number is a place, the difference of two is a number, a range of them is
//! walked by [`Steps::steps`], and [`Places::at`] finds what stands there. All of it is the
//! same machine code as for `usize`.

use std::ops::{Range, RangeInclusive};

/// A place in a row of one kind of things.
pub trait Index: Copy + PartialOrd {
    /// The first place.
    const FIRST: Self;
    /// Behind every place.
    const END: Self;
    /// The place with so many before it.
    fn new(before: usize) -> Self;
    /// How many stand before it.
    fn get(self) -> usize;

    /// So many places before; none where the row begins later.
    #[inline]
    fn checked_sub(self, places: usize) -> Option<Self> {
        self.get().checked_sub(places).map(Self::new)
    }

    /// So many places before; a place where nothing stands where the row begins later.
    #[inline]
    fn wrapping_sub(self, places: usize) -> Self {
        Self::new(self.get().wrapping_sub(places))
    }

    /// So many places before, or the first.
    #[inline]
    fn saturating_sub(self, places: usize) -> Self {
        Self::new(self.get().saturating_sub(places))
    }

    /// How many places it is behind another; none where it is before it.
    #[inline]
    fn behind(self, other: Self) -> usize {
        self.get().saturating_sub(other.get())
    }
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
        (self.start.get()..self.end.get()).map(I::new)
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
        (self.start().get()..=self.end().get()).map(I::new)
    }
    #[inline]
    fn len(&self) -> usize {
        (self.end().get() + 1).saturating_sub(self.start().get())
    }
}

/// Makes the type of the places of one kind of things.
macro_rules! index {
    ($(#[$doc:meta])* $vis:vis struct $name:ident of $thing:ty;) => {
        impl $crate::index::Placed for $thing {
            type At = $name;
        }

        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        $vis struct $name(usize);

        impl $crate::index::Index for $name {
            const FIRST: Self = Self(0);
            const END: Self = Self(usize::MAX);

            #[inline]
            fn new(before: usize) -> Self {
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

/// What stands in rows whose places have a type of their own: `sentences.tokens.at(place)`
/// takes a place among tokens and no other.
pub trait Placed {
    /// A place in a row of these.
    type At: Index;
}

/// A row of things whose places have a type of their own.
pub trait Places<T: Placed> {
    /// What stands at a place.
    fn at(&self, place: T::At) -> Option<&T>;
    /// The same, to change it.
    fn at_mut(&mut self, place: T::At) -> Option<&mut T>;
    /// What stands in a range; nothing where it goes beyond the row.
    fn part(&self, range: Range<T::At>) -> &[T];
    /// Each with its place, in order.
    fn each<'t>(
        &'t self,
    ) -> impl DoubleEndedIterator<Item = (T::At, &'t T)> + ExactSizeIterator + Clone
    where
        T: 't;
    /// Each from a place on, with its place. It begins there, where `each().skip()` would
    /// walk over all before.
    fn each_from<'t>(
        &'t self,
        from: T::At,
    ) -> impl DoubleEndedIterator<Item = (T::At, &'t T)> + ExactSizeIterator + Clone
    where
        T: 't;
    /// The place behind the last.
    fn behind_last(&self) -> T::At;
    /// The first place of which `before` is false; it is true of none behind one such.
    fn first_not(&self, before: impl FnMut(&T) -> bool) -> T::At;
    /// The first place of which it is true.
    fn place(&self, is: impl FnMut(&T) -> bool) -> Option<T::At>;
    /// The last place of which it is true.
    fn last_place(&self, is: impl FnMut(&T) -> bool) -> Option<T::At>;
}

impl<T: Placed> Places<T> for [T] {
    #[inline]
    fn at(&self, place: T::At) -> Option<&T> {
        self.get(place.get())
    }
    #[inline]
    fn at_mut(&mut self, place: T::At) -> Option<&mut T> {
        self.get_mut(place.get())
    }
    #[inline]
    fn part(&self, range: Range<T::At>) -> &[T] {
        self.get(range.start.get()..range.end.get()).unwrap_or_default()
    }
    #[inline]
    fn each<'t>(
        &'t self,
    ) -> impl DoubleEndedIterator<Item = (T::At, &'t T)> + ExactSizeIterator + Clone
    where
        T: 't,
    {
        self.each_from(T::At::FIRST)
    }
    #[inline]
    fn each_from<'t>(
        &'t self,
        from: T::At,
    ) -> impl DoubleEndedIterator<Item = (T::At, &'t T)> + ExactSizeIterator + Clone
    where
        T: 't,
    {
        let from = from.get();
        let rest = self.get(from..).unwrap_or_default();
        rest.iter().enumerate().map(move |(at, it)| (T::At::new(from + at), it))
    }
    #[inline]
    fn behind_last(&self) -> T::At {
        T::At::new(self.len())
    }
    #[inline]
    fn first_not(&self, before: impl FnMut(&T) -> bool) -> T::At {
        T::At::new(self.partition_point(before))
    }
    #[inline]
    fn place(&self, is: impl FnMut(&T) -> bool) -> Option<T::At> {
        self.iter().position(is).map(T::At::new)
    }
    #[inline]
    fn last_place(&self, is: impl FnMut(&T) -> bool) -> Option<T::At> {
        self.iter().rposition(is).map(T::At::new)
    }
}
