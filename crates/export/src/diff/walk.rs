//! Two sorted streams of entities side by side, with one entity of each in memory at a time.

use std::borrow::Borrow;
use std::iter::Peekable;

use sousveil_model::Entity;

/// One identifier, and on which side it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step<T> {
    /// Only the new side has it.
    Came(T),
    /// Only the old side has it.
    Gone(T),
    /// Both have it: the old one, the new one.
    Both(T, T),
}

/// The steps of two streams, each sorted by identifier without one twice, as a snapshot gives them.
pub struct Walk<A: Iterator, B: Iterator> {
    old: Peekable<A>,
    new: Peekable<B>,
}

/// Walks along two streams.
pub fn walk<A: Iterator, B: Iterator>(old: A, new: B) -> Walk<A, B> {
    Walk { old: old.peekable(), new: new.peekable() }
}

impl<T, A, B, E> Iterator for Walk<A, B>
where
    T: Borrow<Entity>,
    A: Iterator<Item = Result<T, E>>,
    B: Iterator<Item = Result<T, E>>,
{
    type Item = Result<Step<T>, E>;

    fn next(&mut self) -> Option<Self::Item> {
        let order = match (self.old.peek(), self.new.peek()) {
            (Some(Ok(old)), Some(Ok(new))) => old.borrow().id.cmp(&new.borrow().id),
            // What could not be read comes first: nothing is said about what follows it.
            (Some(Err(_)), _) | (Some(_), None) => std::cmp::Ordering::Less,
            (_, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => return None,
        };
        Some(match order {
            std::cmp::Ordering::Less => self.old.next()?.map(Step::Gone),
            std::cmp::Ordering::Greater => self.new.next()?.map(Step::Came),
            std::cmp::Ordering::Equal => match (self.old.next()?, self.new.next()?) {
                (Ok(old), Ok(new)) => Ok(Step::Both(old, new)),
                (Err(error), _) | (_, Err(error)) => Err(error),
            },
        })
    }
}
