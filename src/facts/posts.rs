//! Posts: the agencies and titles printed with a name, each with the agency it belongs to.

use std::collections::BTreeMap;

mod organisation;

use self::organisation::{COMMAND, heads, of_corps, says_ours, says_that, suits, that};
use super::record::{Evidence, Post};
use crate::base::Span;
use crate::lexicon::{DivisionId, Lexicon, TitleBody};
use crate::links::{Agency, Entities, Place, full_names, of_level, of_name};
use crate::mentions::names::is_country;
use crate::mentions::persons::{Change, Unit, title_body};
use crate::text::Text;

/// Reads the posts of every person.
///
/// A title without an agency belongs to its own body (市长 → the government) or takes the
/// agency printed before it: 市工商局党组书记、局长.
pub(super) fn read(text: &Text, entities: &Entities) -> Vec<Post> {
    let mut out: Vec<Post> = Vec::new();
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut before: Option<(Agency, Span)> = None;
    for person in &entities.persons {
        let mut carried = before.clone().filter(|(_, at)| {
            text.sentence_of(*at)
                .is_some_and(|s| s.contains(person.mention.span))
        });
        for (unit, agency) in belonging(text, entities, &person.posts, &mut carried) {
            let mine = places.entry(person.mention.value.clone()).or_default();
            let name = (person.mention.value.as_str(), person.mention.span);
            push(text, &mut out, mine, name, unit, agency);
        }
        // 院长 first, 副院长 later: of the one institution that has such a head here.
        if let [unit] = person.posts[..]
            && let Some(agency) = of_head(text, entities, &unit, &out)
        {
            let mine = places.entry(person.mention.value.clone()).or_default();
            if mine.is_empty() {
                let name = (person.mention.value.as_str(), person.mention.span);
                push(text, &mut out, mine, name, unit, agency);
            }
        }
        if !person.posts.is_empty() {
            before = carried;
        }
    }
    // 免去其…职务: the name stands elsewhere.
    for change in entities
        .appointed
        .iter()
        .filter(|a| a.change != Change::Nominate)
    {
        for name in &change.names {
            let person = text.surface(*name);
            for (unit, agency) in belonging(text, entities, &change.posts, &mut None) {
                let mine = places.entry(person.to_owned()).or_default();
                push(text, &mut out, mine, (person, *name), unit, agency);
            }
        }
    }
    out
}

/// Each of some posts printed in a row with its agency; `carried` is the agency before them,
/// and then the one that they leave to those behind.
pub(super) fn belonging(
    text: &Text,
    entities: &Entities,
    posts: &[Unit],
    carried: &mut Option<(Agency, Span)>,
) -> Vec<(Unit, Agency)> {
    let mut out = Vec::new();
    for unit in posts {
        // 我院院长: of the institution whose news it is, not of the one named before.
        if unit.agency.is_none() && says_ours(text, unit.span) {
            *carried = entities.home(text).map(|home| (home.clone(), unit.span));
        }
        for agency in agencies(text, entities, unit, carried.as_ref().map(|(a, _)| a)) {
            let title = text.surface(unit.title);
            if unit.agency.is_some() {
                *carried = Some((agency.clone(), unit.span));
            } else if title_body(title) == TitleBody::None {
                *carried = carried.take().or(Some((agency.clone(), unit.span)));
            }
            out.push((*unit, agency));
        }
    }
    out
}

/// The agency whose head was printed before, of a deputy printed alone.
fn of_head(text: &Text, entities: &Entities, unit: &Unit, known: &[Post]) -> Option<Agency> {
    if unit.span != unit.title || unit.agency.is_some() || follows_word(text, unit.span) {
        return None;
    }
    let head = text.str(unit.title).strip_prefix('副')?;
    if title_body(head) != TitleBody::None {
        return None;
    }
    let mut of = known.iter().filter(|p| p.title == head);
    let first = of.next()?;
    if of.any(|p| p.agency != first.agency) {
        return None;
    }
    let mut named = entities
        .agency_mentions
        .iter()
        .flat_map(|m| entities.agencies_at(m.span));
    named.find(|a| a.name == first.agency).cloned()
}

/// Adds a post, or the place to a post that is known; `mine` are those of the person.
fn push(
    text: &Text,
    out: &mut Vec<Post>,
    mine: &mut Vec<usize>,
    (person, at): (&str, Span),
    unit: Unit,
    agency: Agency,
) {
    let title = text.surface(unit.title).to_owned();
    let span = text.code_points(unit.span.to(at));
    let same = |&&i: &&usize| out[i].agency == agency.name && out[i].title == title;
    if let Some(&i) = mine.iter().find(same) {
        let post = &mut out[i];
        if !post.evidence.spans.contains(&span) {
            post.evidence.spans.push(span);
        }
        return;
    }
    mine.push(out.len());
    out.push(Post {
        person: person.to_owned(),
        agency: agency.name,
        title,
        jurisdiction: agency.jurisdiction.map(str::to_owned),
        local: agency.local,
        class: agency.class.to_owned(),
        evidence: Evidence {
            spans: vec![span],
            rule: "post-printed".to_owned(),
        },
    });
}

/// The body within an agency that stands before a title: 中级人民法院 + 立案庭 + 庭长.
fn within(text: &Text, entities: &Entities, unit: &Unit) -> Option<Agency> {
    let front = Span::new(unit.span.start(), unit.title.start());
    let whole = entities
        .agency_mentions
        .iter()
        .filter(|m| m.span.start() == front.start() && m.span.end() < front.end())
        .max_by_key(|m| m.span.end())?;
    let inner = text.surface(Span::new(whole.span.end(), front.end()));
    let of = entities.agencies_at(whole.span).next()?;
    Some(Agency {
        name: format!("{}{inner}", of.name),
        local: format!("{}{inner}", of.local),
        ..of.clone()
    })
}

/// The agency of a post: the one at its front, the one its title implies, or the one carried over.
fn agencies(
    text: &Text,
    entities: &Entities,
    unit: &Unit,
    carried: Option<&Agency>,
) -> Vec<Agency> {
    let title = text.str(unit.title);
    if let Some(span) = unit.agency {
        let mut found: Vec<Agency> = entities.agencies_at(span).cloned().collect();
        if found.len() > 1 {
            // 市纪委监委: the secretary is the commission's for discipline, the director the other's.
            let keep = usize::from(title.contains("主任"));
            found = found.into_iter().skip(keep).take(1).collect();
        }
        return found;
    }
    if foreign(text, unit.span) {
        return Vec::new();
    }
    // 某县常委, 市常委: of the committee of the place.
    if title == "常委"
        && let Some(place) = unit.place
    {
        let of = Place {
            region: entities.region,
            focus: entities.focus,
            inherited: None,
        };
        let committee = format!("{}委", text.str(place));
        return full_names(&committee, of).into_iter().take(1).collect();
    }
    if unit.place.is_none() && unit.span.start() < unit.title.start() {
        return within(text, entities, unit).into_iter().collect();
    }
    // 自治区主席 heads the government, other 主席 do not.
    let region =
        unit.place.is_some_and(|p| text.str(p).ends_with("自治区")) && title.ends_with("主席");
    let body = if region {
        TitleBody::Government
    } else {
        title_body(title)
    };
    match body {
        TitleBody::Government => government(text, entities, unit, carried)
            .into_iter()
            .collect(),
        TitleBody::Jurisdiction => {
            let gazetteer = Lexicon::embedded().gazetteer();
            let division = jurisdiction(text, entities, unit).or(entities.region);
            let itself = |d: DivisionId| Agency {
                name: gazetteer.official_name(d),
                jurisdiction: Some(gazetteer[d].code),
                // A place is named whole: without itself nothing of it would be left.
                local: gazetteer.official_name(d),
                class: "其他",
            };
            division.map(itself).into_iter().collect()
        }
        TitleBody::State if title.starts_with("国家") => vec![Agency {
            name: "中华人民共和国".to_owned(),
            jurisdiction: Some("100000"),
            local: "中华人民共和国".to_owned(),
            class: "其他",
        }],
        TitleBody::State => {
            let body = match title {
                _ if title.contains("总书记") => "党中央",
                _ if title.contains("委员长") => "全国人大常委会",
                _ => "国务院",
            };
            full_names(body, Place::default())
        }
        // 师市党委书记、政委: of the division itself.
        TitleBody::None
            if COMMAND.contains(&title) && carried.is_some_and(|a| of_corps(a).is_some()) =>
        {
            carried.and_then(of_corps).into_iter().collect()
        }
        TitleBody::None if says_ours(text, unit.span) => carried
            .filter(|agency| suits(title, agency))
            .cloned()
            .into_iter()
            .collect(),
        TitleBody::None if unit.span == unit.title && says_that(text, unit.span).is_some() => {
            that(text, entities, unit.span).into_iter().collect()
        }
        // An organisation that was not recognised stands before the title: it has the post.
        TitleBody::None if follows_word(text, unit.span) => Vec::new(),
        TitleBody::None => carried
            .filter(|agency| suits(title, agency))
            .or_else(|| entities.home(text).filter(|home| heads(home, title)))
            .cloned()
            .into_iter()
            .collect(),
    }
}

/// Whether a country stands before a post: 意大利总理.
fn foreign(text: &Text, span: Span) -> bool {
    let before = &text.folded[..span.start()];
    (2..=8).any(|n| {
        before
            .char_indices()
            .rev()
            .nth(n - 1)
            .is_some_and(|(i, _)| {
                is_country(&before[i..]) && !["中国", "全国", "我国"].contains(&&before[i..])
            })
    })
}

/// Whether an unread word runs into a post.
fn follows_word(text: &Text, span: Span) -> bool {
    let before = &text.folded[..span.start()];
    // 挂职副市长, 前任市长: since when or how, no organisation.
    let told = ["挂职", "兼职", "前任", "现任", "新任", "首任", "候任"];
    if told.iter().any(|w| before.ends_with(w)) {
        return false;
    }
    before.chars().next_back().is_some_and(|c| {
        ('\u{4e00}'..='\u{9fff}').contains(&c) && !"由和与及受以向对请据原时为任的兼".contains(c)
    })
}

fn jurisdiction(text: &Text, entities: &Entities, unit: &Unit) -> Option<DivisionId> {
    let place = text.str(unit.place?);
    let level = place.trim_end_matches('级');
    of_level(level, entities.region)
        .or_else(|| of_level(level, entities.focus))
        .or_else(|| of_name(place, entities.region))
}

/// The government whose head the title names: 阳新县县长, 副市长.
fn government(
    text: &Text,
    entities: &Entities,
    unit: &Unit,
    carried: Option<&Agency>,
) -> Option<Agency> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let title = text.str(unit.title);
    let level = [
        "自治区",
        "省",
        "市",
        "县",
        "区",
        "州",
        "盟",
        "旗",
        "镇",
        "乡",
    ]
    .into_iter()
    .find(|l| title.contains(&format!("{l}长")))
    .or_else(|| title.ends_with("专员").then_some("地区"));
    let level = unit
        .place
        .filter(|p| text.str(*p).ends_with("自治区"))
        .map_or(level, |_| Some("自治区"));
    let named = unit
        .place
        .and_then(|p| of_name(text.str(p), entities.region));
    // 某镇副镇长: of a town that lies elsewhere, under the name that is said.
    if let Some(place) = unit.place.map(|p| text.str(p))
        && named.is_none()
        && place.chars().count() > 2
        && ["镇", "乡", "街道", "苏木"]
            .iter()
            .any(|l| place.ends_with(l))
    {
        let name = format!("{place}人民政府");
        return Some(Agency {
            local: name.clone(),
            name,
            jurisdiction: None,
            class: "政府",
        });
    }
    // 宝安区委副书记、区长: of the body printed before it.
    let near = carried.and_then(|a| of_level(level?, gazetteer.by_code(a.jurisdiction?)));
    let named_before = entities
        .persons
        .iter()
        .any(|p| p.mention.span.end() == unit.span.start());
    let bounded = named_before || !follows_word(text, unit.span);
    let own = || {
        of_level(level?, entities.region)
            .or_else(|| of_level(level?, entities.focus))
            .filter(|_| bounded)
    };
    let Some(division) = named.or(near).or_else(own) else {
        // The jurisdiction is unknown: the government of that level is all that is said.
        let name = level
            .filter(|_| bounded && entities.region.is_none())
            .map(|l| format!("{l}人民政府"))?;
        return Some(Agency {
            local: name.clone(),
            name,
            jurisdiction: None,
            class: "政府",
        });
    };
    let local = if gazetteer[division].is_league() {
        "行政公署"
    } else {
        "人民政府"
    };
    let mut agency = Agency {
        name: gazetteer.official_name(division) + local,
        jurisdiction: Some(gazetteer[division].code),
        local: local.to_owned(),
        class: "政府",
    };
    if let Some(prefecture) = entities.prefecture() {
        prefecture.rename(&mut agency);
    }
    Some(agency)
}
