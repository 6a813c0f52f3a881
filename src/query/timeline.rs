//! What the graph says of a thing, by date: posts as they were seen, appointments, meetings,
//! demands, documents.

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Term};
use serde::Serialize;

use super::error::QueryError;
use super::find::Thing;
use super::sentence::Sentence;
use super::show::{RELATIONS, roles};
use super::view::View;
use crate::base::PartialDate;
use crate::graph::Graph;
use crate::graph::vocab::{eli, org, prov, schema, zm};

/// Kinds of things that have a timeline.
const DATED: &[&str] = &["official", "agency", "meeting", "document"];

/// Sentences shown for one entry.
const TOLD: usize = 3;

/// What is said of a thing by date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// The thing; of a series of meetings, all of them.
    pub things: Vec<Thing>,
    /// In the order of their dates. Where a date leaves out the day or the month, it stands
    /// before the days of that month or year; dates without a year come after all that have
    /// one, what has no date last.
    pub entries: Vec<Entry>,
}

/// One thing that was so, or happened, on a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// `2018-05-29`, `2018-05`, `2018` or `--05-29`.
    pub date: Option<String>,
    /// What is said: `in post`, `chaired`, `demanded`, `appoint` ….
    pub property: String,
    /// Of whom or what.
    pub value: String,
    /// The node it is about, to ask on.
    pub iri: Option<String>,
    /// The first sentences that say so.
    pub evidence: Vec<Sentence>,
}

/// Puts in order what the graph says of an official, an agency, a document or meetings, named
/// as for [`show`](super::show). Where all that bear a name are meetings they are a series, and
/// the timeline is that of all of them.
///
/// ```
/// use zhengmai::{facts::Reader, graph::Graph, ingest::Article, query::timeline};
/// let article = Article::new("安阳市召开推进会\n5月29日，安阳市召开清洁取暖工作推进会，市住建局局长侯津琪主持会议。");
/// let graph = Graph::in_memory().unwrap();
/// graph.insert(&[Reader::new().read(&article)]).unwrap();
/// let entries = timeline(&graph, "侯津琪").unwrap().entries;
/// let said: Vec<_> = entries.iter().map(|e| (e.property.as_str(), e.value.as_str())).collect();
/// assert_eq!(said, [("chaired", "清洁取暖工作推进会"), ("in post", "安阳市住房和城乡建设局 局长")]);
/// assert_eq!(entries[0].date.as_deref(), Some("--05-29"));
/// ```
pub fn timeline(graph: &Graph, name: &str) -> Result<Timeline, QueryError> {
    let view = View(graph);
    let nodes = series(view, name)?;
    let mut gathered = Gathered {
        view,
        entries: Vec::new(),
    };
    let mut things = Vec::new();
    for node in &nodes {
        let kind = view.kind(node)?;
        match kind {
            "official" => gathered.of_official(node)?,
            "agency" => gathered.of_agency(node)?,
            "meeting" => gathered.of_meeting(node, nodes.len() > 1)?,
            "document" => gathered.of_document(node)?,
            _ => {
                return Err(QueryError::OtherKind {
                    name: name.to_owned(),
                    kind: kind.to_owned(),
                    of: DATED,
                });
            }
        }
        things.push(view.thing(node)?);
    }
    let mut entries = gathered.entries;
    entries.sort_by_cached_key(|entry| {
        (
            place(entry.date.as_deref()),
            entry.property.clone(),
            entry.value.clone(),
            entry.iri.clone(),
        )
    });
    entries.dedup();
    Ok(Timeline { things, entries })
}

/// The nodes that a name stands for: one thing with all that are joined with it, or meetings.
fn series(view: View<'_>, name: &str) -> Result<Vec<NamedNode>, QueryError> {
    let things = view.called_of(name, DATED)?;
    for thing in &things {
        for node in thing {
            if view.kind(node)? != "meeting" {
                return view.the_one(name, things);
            }
        }
    }
    if things.is_empty() {
        return view.the_one(name, things);
    }
    Ok(things.into_iter().flatten().collect())
}

/// Where a date stands among others: known years first, a year before its months, a month
/// before its days.
fn place(date: Option<&str>) -> (u8, i16, i8, i8) {
    match date.and_then(|date| date.parse::<PartialDate>().ok()) {
        Some(PartialDate { year, month, day }) => (
            u8::from(year.is_none()),
            year.unwrap_or_default(),
            month.unwrap_or_default(),
            day.unwrap_or_default(),
        ),
        None => (2, 0, 0, 0),
    }
}

struct Gathered<'a> {
    view: View<'a>,
    entries: Vec<Entry>,
}

impl Gathered<'_> {
    fn push(
        &mut self,
        date: Option<String>,
        property: &str,
        value: String,
        iri: &NamedNode,
        evidence: Vec<Sentence>,
    ) {
        self.entries.push(Entry {
            date,
            property: property.to_owned(),
            value,
            iri: Some(iri.as_str().to_owned()),
            evidence,
        });
    }

    fn of_official(&mut self, node: &NamedNode) -> Result<(), QueryError> {
        let view = self.view;
        for tenure in view.subjects(org::MEMBER, node)? {
            let value = view.post_of(&tenure)?;
            self.tenure(&tenure, "post", &value)?;
        }
        for appointment in view.subjects(zm::APPOINTEE, node)? {
            self.appointment(&appointment, false)?;
        }
        self.participations(node)?;
        self.directives("demanded", zm::GIVEN_BY, node)
    }

    fn of_agency(&mut self, node: &NamedNode) -> Result<(), QueryError> {
        let view = self.view;
        for tenure in view.subjects(org::ORGANIZATION, node)? {
            for member in view.nodes(&tenure, org::MEMBER)? {
                let value = format!("{} {}", view.label(&tenure)?, view.label(&member)?);
                self.tenure(&tenure, "post", &value)?;
            }
        }
        for post in view.subjects(org::POST_IN, node)? {
            for appointment in view.subjects(zm::TO_POST, &post)? {
                self.appointment(&appointment, true)?;
            }
        }
        for appointment in view.subjects(zm::DECIDED_BY, node)? {
            self.appointment(&appointment, true)?;
        }
        self.participations(node)?;
        self.directives("demanded", zm::GIVEN_BY, node)?;
        self.directives("was told", zm::ADDRESSED_TO, node)?;
        for document in view.subjects(zm::ISSUED_BY, node)? {
            let evidence = view.first_evidence(&document)?;
            let said = published(&evidence);
            self.push(said, "issued", view.label(&document)?, &document, evidence);
        }
        for (property, own, others) in [
            (
                "was before",
                org::RESULTING_ORGANIZATION,
                org::ORIGINAL_ORGANIZATION,
            ),
            (
                "became",
                org::ORIGINAL_ORGANIZATION,
                org::RESULTING_ORGANIZATION,
            ),
        ] {
            for event in view.subjects(own, node)? {
                for other in view.nodes(&event, others)? {
                    let date = view.value(&event, schema::START_DATE)?;
                    let value = view.label(&other)?;
                    self.push(date, property, value, &other, Vec::new());
                }
            }
        }
        Ok(())
    }

    /// What happened at a meeting; of one among several those who merely
    /// attended are counted.
    fn of_meeting(&mut self, node: &NamedNode, among: bool) -> Result<(), QueryError> {
        let view = self.view;
        let date = view.value(node, schema::START_DATE)?;
        let mut held = view.label(node)?;
        let at = if among {
            format!(" ({held})")
        } else {
            String::new()
        };
        for property in [zm::JURISDICTION, schema::LOCATION] {
            for division in view.nodes(node, property)? {
                held.push_str(&format!(", {}", view.label(&division)?));
            }
            for place in view.values(node, property)? {
                held.push_str(&format!(", {place}"));
            }
        }
        let parts = view.subjects(zm::IN_MEETING, node)?;
        if among && !parts.is_empty() {
            held.push_str(&format!(", {} took part", parts.len()));
        }
        let evidence = view.first_evidence(node)?;
        self.push(date.clone(), "held", held, node, evidence);
        for part in parts {
            let property = roles(&view.nodes(&part, prov::HAD_ROLE)?);
            if among && property == "attended" {
                continue;
            }
            for agent in view.nodes(&part, prov::AGENT)? {
                let evidence = view.first_evidence(&part)?;
                let value = format!("{}{at}", view.label(&agent)?);
                self.push(date.clone(), &property, value, &agent, evidence);
            }
        }
        for (property, term) in RELATIONS {
            for document in view.nodes(node, *term)? {
                let evidence = view.evidence_within(node, &document)?;
                let value = format!("{}{at}", view.label(&document)?);
                self.push(date.clone(), property, value, &document, evidence);
            }
        }
        for appointment in view.subjects(zm::DECIDED_AT, node)? {
            self.appointment(&appointment, true)?;
        }
        self.directives("demanded", zm::GIVEN_AT, node)
    }

    fn of_document(&mut self, node: &NamedNode) -> Result<(), QueryError> {
        let view = self.view;
        for text in view.subjects(eli::REALIZES, node)? {
            for (property, term) in [
                ("published", eli::DATE_PUBLICATION),
                ("in force from", eli::FIRST_DATE_ENTRY_IN_FORCE),
                ("no longer in force", eli::DATE_NO_LONGER_IN_FORCE),
            ] {
                if let Some(date) = view.value(&text, term)? {
                    let day = text.as_str().rsplit('/').next().unwrap_or_default();
                    let value = format!("text of {day}");
                    self.push(Some(date), property, value, &text, Vec::new());
                }
            }
        }
        for issuer in view.nodes(node, zm::ISSUED_BY)? {
            let evidence = view.first_evidence(node)?;
            let said = published(&evidence);
            self.push(said, "issued by", view.label(&issuer)?, &issuer, evidence);
        }
        for (property, term) in RELATIONS {
            for context in view.subjects(*term, node)? {
                let date = view.value(&context, schema::START_DATE)?;
                let date = match date {
                    Some(date) => Some(date),
                    None => view.value(&context, schema::DATE_PUBLISHED)?,
                };
                let evidence = view.evidence_within(&context, node)?;
                let value = view.label(&context)?;
                self.push(date, &format!("{property} by"), value, &context, evidence);
            }
        }
        self.directives("carried out by", zm::IMPLEMENTS, node)
    }

    /// A tenure on the first and on the last day on which it was seen.
    fn tenure(&mut self, tenure: &NamedNode, word: &str, value: &str) -> Result<(), QueryError> {
        let view = self.view;
        let mut seen: BTreeMap<_, (String, Vec<String>)> = BTreeMap::new();
        let quads = view.0.store().quads_for_pattern(
            Some(tenure.as_ref().into()),
            Some(zm::OBSERVED_ON),
            None,
            None,
        );
        for quad in quads {
            let quad = quad?;
            if let Term::Literal(date) = &quad.object {
                let at = seen
                    .entry(place(Some(date.value())))
                    .or_insert_with(|| (date.value().to_owned(), Vec::new()));
                if let GraphName::NamedNode(article) = quad.graph_name {
                    at.1.push(article.into_string());
                }
            }
        }
        let places = view.places(tenure)?;
        let sentences = |articles: &[String]| {
            let mut own = places.clone();
            own.retain(|(article, _)| articles.contains(article));
            own.truncate(TOLD);
            view.sentences(tenure, &own, |_| true)
        };
        let mut said = Vec::new();
        if let Some((_, (date, articles))) = seen.first_key_value() {
            said.push((Some(date.clone()), "in", sentences(articles)?));
        }
        if let Some((_, (date, articles))) = seen.last_key_value().filter(|_| seen.len() > 1) {
            said.push((Some(date.clone()), "still in", sentences(articles)?));
        }
        if said.is_empty() {
            said.push((None, "in", view.first_evidence(tenure)?));
        }
        for (date, when, evidence) in said {
            let property = format!("{when} {word}");
            self.push(date, &property, value.to_owned(), tenure, evidence);
        }
        Ok(())
    }

    /// A decision on a post, on its day, with whose post it is where that is `named`.
    fn appointment(&mut self, appointment: &NamedNode, named: bool) -> Result<(), QueryError> {
        let view = self.view;
        let date = view.value(appointment, zm::DECIDED_ON)?;
        let mut value = Vec::new();
        for post in view.nodes(appointment, zm::TO_POST)? {
            for agency in view.nodes(&post, org::POST_IN)? {
                value.push(view.label(&agency)?);
            }
            value.push(view.label(&post)?);
        }
        if named {
            for person in view.nodes(appointment, zm::APPOINTEE)? {
                value.push(view.label(&person)?);
            }
        }
        for by in view.nodes(appointment, zm::DECIDED_BY)? {
            value.push(format!("(by {})", view.label(&by)?));
        }
        let evidence = view.first_evidence(appointment)?;
        let property = view.change_word(appointment)?;
        self.push(date, &property, value.join(" "), appointment, evidence);
        Ok(())
    }

    /// What an official or an agency took part in.
    fn participations(&mut self, node: &NamedNode) -> Result<(), QueryError> {
        let view = self.view;
        for part in view.subjects(prov::AGENT, node)? {
            let property = roles(&view.nodes(&part, prov::HAD_ROLE)?);
            for meeting in view.nodes(&part, zm::IN_MEETING)? {
                let date = view.value(&meeting, schema::START_DATE)?;
                let evidence = view.first_evidence(&part)?;
                self.push(date, &property, view.label(&meeting)?, &meeting, evidence);
            }
        }
        Ok(())
    }

    /// Demands on the day of the meeting, else on that of the first report.
    fn directives(
        &mut self,
        property: &str,
        term: NamedNodeRef<'_>,
        node: &NamedNode,
    ) -> Result<(), QueryError> {
        let view = self.view;
        for directive in view.subjects(term, node)? {
            let evidence = view.first_evidence(&directive)?;
            let mut date = None;
            for meeting in view.nodes(&directive, zm::GIVEN_AT)? {
                date = date.or(view.value(&meeting, schema::START_DATE)?);
            }
            let date = date.or_else(|| published(&evidence));
            let value = view.demand(&directive)?;
            self.push(date, property, value, &directive, evidence);
        }
        Ok(())
    }
}

/// The first day on which an article says so.
fn published(evidence: &[Sentence]) -> Option<String> {
    let days = evidence.iter().filter_map(|s| s.published.clone());
    days.min_by_key(|day| place(Some(day)))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn partial_dates_stand_before_what_they_hold_and_years_come_first() {
        let mut dates = [
            None,
            Some("--05-29"),
            Some("2018-05-02"),
            Some("--03-01"),
            Some("2018"),
            Some("2018-05"),
            Some("2017-12-31"),
            Some("2018-04-30"),
        ];
        dates.sort_by_key(|date| place(*date));
        assert_eq!(
            dates,
            [
                Some("2017-12-31"),
                Some("2018"),
                Some("2018-04-30"),
                Some("2018-05"),
                Some("2018-05-02"),
                Some("--03-01"),
                Some("--05-29"),
                None,
            ]
        );
    }
}
