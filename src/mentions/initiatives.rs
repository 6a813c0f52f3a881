//! Initiatives: campaigns, strategies, programmes, principles and doctrines.

use super::Mention;
use crate::text::Text;

/// Adds the initiatives of a text.
pub fn recognise(text: &Text, out: &mut Vec<Mention>) {
    let _ = (text, out);
}
