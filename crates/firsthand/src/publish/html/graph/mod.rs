//! How is "who got it from whom" drawn? Time runs to the right, each outlet has a lane, sources stand at the left.

mod curve;
mod draw;
mod lanes;
mod layout;

use maud::{Markup, html};

use super::super::account::within_a_loop;
use super::evidence::{certainty, how};
use super::story::Story;
use layout::Layout;

/// A drawing with more nodes than this shows nothing any more; the table has them all. Chosen by hand.
const MOST_NODES: usize = 1000;

/// The drawing, its loops, what the lines mean, and the same as a table.
pub(super) fn figure(story: &Story<'_>) -> Markup {
    let nodes = story.documents().len() + story.trace().sources.len();
    html! {
        @if nodes <= MOST_NODES {
            (draw::graph(story, &Layout::of(story)))
            (draw::loops(story))
            (draw::legend())
        } @else { p.quiet { "Too many to draw; the table has them all." } }
        (table(story))
    }
}

fn table(story: &Story<'_>) -> Markup {
    let relays = &story.trace().relays;
    html! {
        @if !relays.is_empty() {
            details {
                summary { "The same as a table" }
                div.scroll tabindex="0" role="region" aria-label={ "Relays of claim " (story.number()) } {
                    table {
                        thead { tr {
                            th scope="col" { "Had it" } th scope="col" { "From" } th scope="col" { "How" }
                            th scope="col" { "Status" } th scope="col" { "Evidence" }
                        } }
                        tbody {
                            @for (at, relay) in relays.iter().enumerate() {
                                tr {
                                    td { (story.node_link(relay.to)) }
                                    td { (story.node_link(relay.from)) }
                                    td { (how(relay)) @if within_a_loop(story.trace(), relay) { ", in a loop" } }
                                    td { (certainty(relay)) }
                                    td { a href={ "#" (story.relay_anchor(at)) } { "relay " (at + 1) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
