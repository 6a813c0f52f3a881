//! Which division a name of a place, or a code, stands for; the lexicon knows the names,
//! this file only which of several is meant.

use crate::lexicon::{Division, Gazetteer, Level, Lexicon};

/// The division that an article means by a place's full name: the one that lies nearest
/// around or in the article's region, else the only one of that name in the country.
/// Townships count within the region's city alone, for their names recur everywhere.
pub(super) fn division_of(name: &str, region_code: Option<&str>) -> Option<&'static Division> {
    let gazetteer = gazetteer();
    let found: Vec<&Division> = gazetteer
        .by_name(name)
        .iter()
        .map(|&id| &gazetteer[id])
        .filter(|division| !division.is_placeholder())
        .collect();
    let region = region_code.unwrap_or_default();
    if let Some(own) = found.iter().find(|division| division.code == region) {
        return Some(own);
    }
    for digits in [6, 4] {
        let Some(prefix) = region.get(..digits) else {
            continue;
        };
        if let [only] = within(&found, prefix).as_slice() {
            return Some(only);
        }
    }
    let larger: Vec<&Division> = found
        .into_iter()
        .filter(|division| division.level != Level::Township)
        .collect();
    if let [only] = larger.as_slice() {
        return Some(only);
    }
    match within(&larger, region.get(..2)?).as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// Full paths of the divisions from the county up that have a name, sorted.
pub(super) fn namesakes(name: &str) -> Vec<String> {
    let gazetteer = gazetteer();
    let mut found: Vec<String> = gazetteer
        .by_name(name)
        .iter()
        .filter(|&&id| gazetteer[id].level != Level::Township && !gazetteer[id].is_placeholder())
        .map(|&id| gazetteer.full_path(id))
        .collect();
    found.sort();
    found
}

/// The division of a code.
pub(super) fn by_code(code: &str) -> Option<&'static Division> {
    let gazetteer = gazetteer();
    gazetteer.by_code(code).map(|id| &gazetteer[id])
}

fn within(found: &[&'static Division], prefix: &str) -> Vec<&'static Division> {
    found
        .iter()
        .filter(|division| division.code.starts_with(prefix))
        .copied()
        .collect()
}

fn gazetteer() -> &'static Gazetteer {
    Lexicon::embedded().gazetteer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_from_where_the_article_stands() {
        let code = |name: &str, region: Option<&str>| division_of(name, region).map(|d| d.code);
        assert_eq!(code("安阳市", Some("410500")), Some("410500"));
        assert_eq!(code("滑县", None), Some("410526"));
        // Beijing and Changchun both have one.
        assert_eq!(code("朝阳区", None), None);
        assert_eq!(code("朝阳区", Some("220100")), Some("220104"));
        assert_eq!(code("朝阳区", Some("110000")), Some("110105"));
        assert_eq!(code("太行山", Some("410500")), None);
        assert_eq!(code("市辖区", Some("410500")), None);
    }
}
