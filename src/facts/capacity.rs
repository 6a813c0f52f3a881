//! In what capacity somebody takes part: the posts printed with the name in that role.

use std::collections::BTreeMap;

use super::record::{Capacity, CodePoints, Record};

/// Fills [`Role::capacity`](super::Role::capacity) from the posts of the record.
///
/// A post belongs to a role where the two stand in one place. Where the role's own places
/// name the person bare (陈志伟强调), the naming before it counts (市委书记陈志伟出席会议), else
/// the first: a headline gives no posts.
///
/// ```
/// use zhengmai::{facts::Reader, ingest::Article};
/// let article = Article::new("安阳市召开供水会\n5月29日，安阳市召开供水工作会。安阳市委常委、常务副市长陈志伟出席会议。陈志伟强调，要保供水。");
/// let record = Reader::new().read(&article);
/// let of = |role: &str| {
///     let role = record.roles.iter().find(|r| r.role == role).unwrap();
///     let titles = role.capacity.iter().map(|c| c.title.as_str());
///     titles.collect::<Vec<_>>()
/// };
/// assert_eq!(of("attend"), ["常委", "常务副市长"]);
/// assert_eq!(of("speak"), ["常委", "常务副市长"]);
/// ```
pub(super) fn fill(record: &mut Record) {
    let mut posts: BTreeMap<&str, Vec<(Capacity, &[CodePoints])>> = BTreeMap::new();
    for post in &record.posts {
        let capacity = Capacity {
            agency: post.agency.clone(),
            title: post.title.clone(),
        };
        posts
            .entry(&post.person)
            .or_default()
            .push((capacity, &post.evidence.spans));
    }
    for role in &mut record.roles {
        let Some(posts) = posts.get(role.who.as_str()) else {
            continue;
        };
        let places = &role.evidence.spans;
        let here = |span: &CodePoints| places.iter().any(|p| p[0] < span[1] && span[0] < p[1]);
        role.capacity = of(posts, here);
        if !role.capacity.is_empty() {
            continue;
        }
        let Some(first) = places.first() else {
            continue;
        };
        let ends = || {
            posts
                .iter()
                .flat_map(|(_, spans)| spans.iter().map(|s| s[1]))
        };
        let before = ends().filter(|end| *end <= first[0]).max();
        if let Some(end) = before.or_else(|| ends().min()) {
            role.capacity = of(posts, |span| span[1] == end);
        }
    }
}

/// The posts that stand where `here` says.
fn of(posts: &[(Capacity, &[CodePoints])], here: impl Fn(&CodePoints) -> bool) -> Vec<Capacity> {
    posts
        .iter()
        .filter(|(_, spans)| spans.iter().any(&here))
        .map(|(capacity, _)| capacity.clone())
        .collect()
}
