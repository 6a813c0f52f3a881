//! At which level an article speaks of itself, by the words that show it.

use crate::mentions::levels::{LEVELS, Says, Shown, Speaks, shown};
use crate::mentions::scan::Scan;
use crate::text::Text;

/// How much the text speaks at each level, most first: bodies and posts count for more than 全市.
pub(super) fn levels(text: &Text, scan: &Scan) -> Vec<(Speaks, f64)> {
    let mut out = LEVELS.map(|speaks| (speaks, 0.0_f64)).to_vec();
    let mut found = Vec::new();
    for (n, paragraph) in text.read().enumerate() {
        let place = if n < 3 { 2.0 } else { 1.0 };
        let line = text.str(paragraph.span);
        shown(text, scan, paragraph.span, &mut found);
        let mut covered = (0, 0);
        for &Shown {
            level,
            start,
            says,
            end,
        } in &found
        {
            if covered.0 == level && start < covered.1 {
                continue;
            }
            covered = (level, end);
            let weight = match (out[level].0, says) {
                (_, Says::Body(_) | Says::Post) => 1.0,
                (Speaks::State, Says::Own) => 0.7,
                (_, Says::Own) if line[start..].starts_with('我') => 3.0,
                (_, Says::Own) => 0.5,
            };
            out[level].1 += weight * place;
        }
    }
    // Lower levels speak of higher ones more than the other way round.
    for (speaks, total) in &mut out {
        *total *= match speaks {
            Speaks::State => 0.8,
            Speaks::Township => 1.2,
            _ => 1.0,
        };
    }
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    out
}
