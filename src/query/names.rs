//! Short names of IRIs: `id:person/410500/陈志伟`, `zm:chair`.

use crate::graph::vocab::PREFIXES;

/// Shortens an IRI by the known prefixes; one that none fits stays as it is.
///
/// ```
/// use zhengmai::query::{expand, shorten};
/// let iri = "https://w3id.org/zhengmai/id/person/410500/陈志伟";
/// assert_eq!(shorten(iri), "id:person/410500/陈志伟");
/// assert_eq!(expand(&shorten(iri)), iri);
/// ```
pub fn shorten(iri: &str) -> String {
    PREFIXES
        .iter()
        .filter_map(|(prefix, start)| Some((prefix, start.len(), iri.strip_prefix(start)?)))
        .max_by_key(|&(_, length, _)| length)
        .filter(|(_, _, rest)| !rest.is_empty())
        .map_or_else(
            || iri.to_owned(),
            |(prefix, _, rest)| format!("{prefix}:{rest}"),
        )
}

/// Makes a whole IRI of a short one; `<…>` is taken off, anything else stays as it is.
pub fn expand(name: &str) -> String {
    let name = name.trim();
    let name = name
        .strip_prefix('<')
        .and_then(|n| n.strip_suffix('>'))
        .unwrap_or(name);
    match name.split_once(':') {
        Some((prefix, rest)) => PREFIXES
            .iter()
            .find(|(known, _)| *known == prefix)
            .map_or_else(|| name.to_owned(), |(_, start)| format!("{start}{rest}")),
        None => name.to_owned(),
    }
}
