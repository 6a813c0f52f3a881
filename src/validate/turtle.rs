//! The report as RDF: a `sh:ValidationReport`.

use std::collections::HashMap;
use std::io;

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};

use super::parse::SH;
use super::report::{Finding, Report};
use super::shape::Path;
use crate::graph::vocab::PREFIXES;

impl Report {
    /// Writes the report in Turtle. A shape without a name is a blank node with its path.
    pub fn write_turtle(&self, out: impl io::Write) -> io::Result<()> {
        let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
        for (prefix, iri) in PREFIXES.iter().chain(&[("sh", SH)]) {
            if let Ok(with) = serializer.clone().with_prefix(*prefix, *iri) {
                serializer = with;
            }
        }
        let mut writer = serializer.for_writer(out);
        for triple in self.triples() {
            writer.serialize_triple(&triple)?;
        }
        writer.finish()?;
        Ok(())
    }

    fn triples(&self) -> Vec<Triple> {
        let mut out = Lines::default();
        let report = blank("report");
        out.add(&report, rdf::TYPE.into_owned(), sh("ValidationReport"));
        let conforms = Literal::new_typed_literal(self.conforms().to_string(), xsd::BOOLEAN);
        out.add(&report, sh("conforms"), conforms);
        for (i, finding) in self.findings.iter().enumerate() {
            let result = blank(&format!("r{}", i + 1));
            out.add(&report, sh("result"), result.clone());
            out.result(&result, finding);
        }
        out.triples
    }
}

#[derive(Default)]
struct Lines {
    triples: Vec<Triple>,
    /// Unnamed shapes, by what the reader of the shapes called them.
    unnamed: HashMap<NamedOrBlankNode, NamedOrBlankNode>,
}

impl Lines {
    fn add(&mut self, subject: &NamedOrBlankNode, property: NamedNode, value: impl Into<Term>) {
        self.triples
            .push(Triple::new(subject.clone(), property, value));
    }

    fn result(&mut self, result: &NamedOrBlankNode, finding: &Finding) {
        self.add(result, rdf::TYPE.into_owned(), sh("ValidationResult"));
        self.add(result, sh("focusNode"), finding.focus.clone());
        if let Some(path) = &finding.path {
            let path = self.path(result, path);
            self.add(result, sh("resultPath"), path);
        }
        if let Some(value) = &finding.value {
            self.add(result, sh("value"), value.clone());
        }
        let severity = sh(finding.severity.name());
        self.add(result, sh("resultSeverity"), severity);
        self.add(
            result,
            sh("sourceConstraintComponent"),
            sh(finding.component),
        );
        self.add(
            result,
            sh("resultMessage"),
            Literal::from(finding.message.as_str()),
        );
        let source = self.source(finding);
        self.add(result, sh("sourceShape"), source);
    }

    fn source(&mut self, finding: &Finding) -> NamedOrBlankNode {
        if let NamedOrBlankNode::NamedNode(_) = finding.source {
            return finding.source.clone();
        }
        if let Some(known) = self.unnamed.get(&finding.source) {
            return known.clone();
        }
        let node = blank(&format!("s{}", self.unnamed.len() + 1));
        self.unnamed.insert(finding.source.clone(), node.clone());
        if let Some(path) = &finding.path {
            let path = self.path(&node, path);
            self.add(&node, sh("path"), path);
        }
        node
    }

    /// A path as a term; an inverse one is a blank node of its own.
    fn path(&mut self, of: &NamedOrBlankNode, path: &Path) -> Term {
        match path {
            Path::Forward(property) => property.clone().into(),
            Path::Inverse(property) => {
                let name = of.to_string().trim_start_matches("_:").to_owned() + "p";
                let node = blank(&name);
                self.add(&node, sh("inversePath"), property.clone());
                node.into()
            }
        }
    }
}

fn blank(name: &str) -> NamedOrBlankNode {
    BlankNode::new_unchecked(name).into()
}

fn sh(term: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SH}{term}"))
}
