//! The ontology, its shapes and its questions against the code, both ways.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use zhengmai::graph::vocab;
use zhengmai::query::named;

const ZM: &str = "https://w3id.org/zhengmai/ontology#";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const COMMENT: &str = "http://www.w3.org/2000/01/rdf-schema#comment";

fn file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("ontology")
        .join(name);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn parse(name: &str) -> Vec<Quad> {
    RdfParser::from_format(RdfFormat::Turtle)
        .for_reader(file(name).as_bytes())
        .collect::<Result<_, _>>()
        .unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Own terms that the ontology defines, each with its statements.
fn defined() -> BTreeMap<String, Vec<Quad>> {
    let mut terms: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
    for quad in parse("zhengmai.ttl") {
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject
            && node.as_str().starts_with(ZM)
        {
            terms
                .entry(node.as_str().to_owned())
                .or_default()
                .push(quad);
        }
    }
    terms
}

#[test]
fn code_and_ontology_have_the_same_terms() {
    let defined: BTreeSet<String> = defined().into_keys().collect();
    let coded: BTreeSet<String> = vocab::zm::ALL
        .iter()
        .map(|t| t.as_str().to_owned())
        .collect();
    assert_eq!(
        coded.len(),
        vocab::zm::ALL.len(),
        "a term stands twice in vocab.rs"
    );
    let missing: Vec<_> = coded.difference(&defined).collect();
    assert!(
        missing.is_empty(),
        "in vocab.rs, not in zhengmai.ttl: {missing:?}"
    );
    let unknown: Vec<_> = defined.difference(&coded).collect();
    assert!(
        unknown.is_empty(),
        "in zhengmai.ttl, not in vocab.rs: {unknown:?}"
    );
}

#[test]
fn every_term_has_labels_in_two_languages_and_a_comment() {
    for (term, quads) in defined() {
        let has = |property: &str, language: &str| {
            quads.iter().any(|quad| {
                quad.predicate.as_str() == property
                    && matches!(&quad.object, Term::Literal(l)
                        if l.language() == Some(language) && !l.value().is_empty())
            })
        };
        assert!(has(LABEL, "en"), "{term} has no English label");
        assert!(has(LABEL, "zh-hans"), "{term} has no Chinese label");
        assert!(has(COMMENT, "en"), "{term} has no comment");
        assert!(
            quads
                .iter()
                .any(|q| q.predicate.as_str().ends_with("#type")),
            "{term} has no type"
        );
    }
}

#[test]
fn own_terms_used_in_the_ontology_the_shapes_and_the_queries_exist() {
    let defined = defined();
    let mut used = BTreeSet::new();
    for quad in parse("zhengmai.ttl").into_iter().chain(parse("shapes.ttl")) {
        used.insert(quad.predicate.as_str().to_owned());
        if let Term::NamedNode(node) = quad.object {
            used.insert(node.as_str().to_owned());
        }
    }
    for query in named() {
        for word in query
            .sparql
            .split(|c: char| !c.is_ascii_alphanumeric() && c != ':' && c != '_')
        {
            if let Some(local) = word.strip_prefix("zm:").filter(|local| !local.is_empty()) {
                used.insert(format!("{ZM}{local}"));
            }
        }
    }
    for term in used.iter().filter(|term| term.starts_with(ZM)) {
        let local = &term[ZM.len()..];
        assert!(
            local.ends_with("Shape") || defined.contains_key(term),
            "{term} is used but not defined"
        );
    }
}

#[test]
fn every_query_answers_a_question_of_the_readme() {
    let readme = file("README.md");
    let mut questions = 0;
    for line in readme
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains("](../queries/"))
    {
        questions += 1;
        let name = line
            .split("](../queries/")
            .nth(1)
            .and_then(|rest| rest.split(".rq)").next());
        let name = name.unwrap_or_else(|| panic!("no query in {line}"));
        assert!(
            named().iter().any(|query| query.name == name),
            "no query {name}"
        );
    }
    assert!(questions >= 15, "{questions} questions");
    for query in named() {
        assert!(
            readme.contains(&format!("](../queries/{}.rq)", query.name)),
            "{} answers no question",
            query.name
        );
    }
}

#[test]
fn classes_of_agencies_and_roles_lead_to_concepts_of_their_schemes() {
    let defined = defined();
    let scheme_of = |term: &str| {
        defined[term].iter().find_map(|quad| match &quad.object {
            Term::NamedNode(node) if quad.predicate.as_str().ends_with("#inScheme") => {
                Some(node.as_str().to_owned())
            }
            _ => None,
        })
    };
    for role in ["chair", "speak", "convey", "report", "attend"] {
        let concept = vocab::role(role).unwrap();
        assert_eq!(
            scheme_of(concept.as_str()).as_deref(),
            Some(vocab::zm::ROLES.as_str())
        );
    }
    for modality in ["duty", "prohibition", "permission", "exhortation"] {
        let concept = vocab::modality(modality).unwrap();
        assert_eq!(
            scheme_of(concept.as_str()).as_deref(),
            Some(vocab::zm::MODALITIES.as_str())
        );
    }
    // The Chinese label of each kind of organisation is the term that the lexicon uses.
    let mut kinds = 0;
    for (term, quads) in &defined {
        if scheme_of(term).as_deref() != Some(vocab::zm::AGENCY_CLASSES.as_str()) {
            continue;
        }
        kinds += 1;
        let label = quads.iter().find_map(|quad| match &quad.object {
            Term::Literal(l)
                if quad.predicate.as_str() == LABEL && l.language() == Some("zh-hans") =>
            {
                Some(l.value())
            }
            _ => None,
        });
        assert_eq!(vocab::agency_class(label.unwrap()).as_str(), term);
    }
    assert_eq!(kinds, 20);
}
