//! GEXF 1.3, for Gephi: days become spells, which its timeline shows.
//!
//! A day is a spell of that day, a month or year one from its first day to its last; what has
//! no date, or one without a year, is there all the time. Edges have the `kind` of their
//! label, so that Gephi keeps parallel ones apart.

use std::io::{self, Write};
use std::path::Path;

use jiff::civil::Date;

use super::file::{write_whole, xml_escaped};
use super::{Column, ExportError, Exported, Format, Kind, Network, Value, Writer};

pub(super) const FORMAT: Format = Format {
    name: "gexf",
    extension: "gexf",
    title: "GEXF: nodes and edges with their days, for the timeline of Gephi",
    write: Writer::Network(write),
};

fn write(network: &Network<'_>, path: &Path) -> Result<Exported, ExportError> {
    let edges = write_whole(path, |out| {
        let direction = if network.is_directed() {
            "directed"
        } else {
            "undirected"
        };
        writeln!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <gexf xmlns=\"http://gexf.net/1.3\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" \
             version=\"1.3\">\n \
             <meta>\n  <creator>zhengmai</creator>\n </meta>\n \
             <graph mode=\"dynamic\" defaultedgetype=\"{direction}\" timeformat=\"date\" \
             timerepresentation=\"interval\">"
        )?;
        let (nodes, edges) = (network.node_columns(), network.edge_columns());
        declare(out, "node", &nodes)?;
        declare(out, "edge", edges)?;
        writeln!(out, "  <nodes>")?;
        for number in 0..network.len() {
            let node = network.node(number)?;
            let (id, label) = (xml_escaped(&node.iri), xml_escaped(&node.label));
            writeln!(out, "   <node id=\"{id}\" label=\"{label}\">")?;
            values(out, &nodes, &network.node_values(number, &node))?;
            spells(out, &days(&node.date))?;
            writeln!(out, "   </node>")?;
        }
        writeln!(out, "  </nodes>\n  <edges>")?;
        let mut count = 0;
        for edge in network.edges() {
            let edge = edge?;
            let label = xml_escaped(&edge.label);
            write!(
                out,
                "   <edge id=\"e{count}\" source=\"{}\" target=\"{}\" kind=\"{label}\" \
                 label=\"{label}\"",
                xml_escaped(network.iri(edge.source)),
                xml_escaped(network.iri(edge.target)),
            )?;
            if edge.weight > 0 {
                write!(out, " weight=\"{}\"", edge.weight)?;
            }
            writeln!(out, ">")?;
            values(out, edges, &network.edge_values(&edge))?;
            let mut known = days(&edge.date);
            known.extend(spell(&edge.first, &edge.last));
            spells(out, &known)?;
            writeln!(out, "   </edge>")?;
            count += 1;
        }
        writeln!(out, "  </edges>\n </graph>\n</gexf>")?;
        Ok(count)
    })?;
    Ok(Exported {
        files: vec![path.to_owned()],
        nodes: network.len(),
        edges,
    })
}

/// Columns that are attributes of the elements themselves.
fn is_own(name: &str) -> bool {
    matches!(name, "label" | "weight")
}

fn declare(out: &mut impl Write, class: &str, columns: &[Column]) -> io::Result<()> {
    writeln!(out, "  <attributes class=\"{class}\" mode=\"static\">")?;
    for (name, kind) in columns.iter().filter(|(name, _)| !is_own(name)) {
        let kind = match kind {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Number => "double",
        };
        writeln!(
            out,
            "   <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>"
        )?;
    }
    writeln!(out, "  </attributes>")
}

/// Writes the values that are known.
fn values(out: &mut impl Write, columns: &[Column], values: &[Value<'_>]) -> io::Result<()> {
    writeln!(out, "    <attvalues>")?;
    for ((name, _), value) in columns.iter().zip(values) {
        let value = xml_escaped(&value.text());
        if !value.is_empty() && !is_own(name) {
            writeln!(out, "     <attvalue for=\"{name}\" value=\"{value}\"/>")?;
        }
    }
    writeln!(out, "    </attvalues>")
}

fn spells(out: &mut impl Write, spells: &[[Date; 2]]) -> io::Result<()> {
    if spells.is_empty() {
        return Ok(());
    }
    writeln!(out, "    <spells>")?;
    for [start, end] in spells {
        writeln!(out, "     <spell start=\"{start}\" end=\"{end}\"/>")?;
    }
    writeln!(out, "    </spells>")
}

/// The spells of days with blanks between them.
fn days(days: &str) -> Vec<[Date; 2]> {
    let mut spells: Vec<_> = days.split(' ').filter_map(|day| spell(day, day)).collect();
    spells.sort_unstable();
    spells.dedup();
    spells
}

/// From the first day of a date to the last of another; none where one has no year.
fn spell(first: &str, last: &str) -> Option<[Date; 2]> {
    let [start, _] = bounds(first)?;
    let [_, end] = bounds(last)?;
    (start <= end).then_some([start, end])
}

/// The first and last day of `2018`, `2018-05` or `2018-05-29`.
fn bounds(date: &str) -> Option<[Date; 2]> {
    let mut parts = date.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let first = Date::new(year, 1, 1).ok()?;
    let Some(month) = parts.next() else {
        return Some([first, first.last_of_year()]);
    };
    let first = Date::new(year, month.parse().ok()?, 1).ok()?;
    let Some(day) = parts.next() else {
        return Some([first, first.last_of_month()]);
    };
    let day = Date::new(year, first.month(), day.parse().ok()?).ok()?;
    Some([day, day])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_first_and_last_days() {
        for (date, spell) in [
            ("2018-05-29", "2018-05-29 2018-05-29"),
            ("2020-02", "2020-02-01 2020-02-29"),
            ("2018", "2018-01-01 2018-12-31"),
            ("--05-29", ""),
            ("2018-13", ""),
            ("", ""),
        ] {
            let found = bounds(date).map(|[a, b]| format!("{a} {b}"));
            assert_eq!(found.unwrap_or_default(), spell, "{date}");
        }
        assert_eq!(days("2018-05-29 --06-01 2018-05-29").len(), 1);
    }
}
