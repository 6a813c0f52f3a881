//! Plain values that every stage shares; nothing here knows any stage.

mod date;
mod note;
mod span;
mod spans;

pub use date::PartialDate;
pub use note::Note;
pub use span::Span;
pub use spans::Spans;
