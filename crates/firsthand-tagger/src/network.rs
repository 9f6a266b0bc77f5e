//! The two graphs of the model, run by `rten`.

use crate::pieces::Piece;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use std::ops::Range;
use std::sync::Arc;

/// The roles that the relation step knows, in the order of its outputs.
pub(crate) const ROLES: usize = 4;

/// Log-odds of each role for each piece of a window, seen from one head.
pub(crate) type Odds = Vec<[f32; ROLES]>;

/// Where graphs are run. A worker that reads windows has one of its own, of one thread: a window is too small to be
/// worth sharing, and sums do not depend on how many cores there are.
#[derive(Clone)]
pub(crate) struct Desk(Arc<ThreadPool>);

impl Desk {
    pub(crate) fn new() -> Self {
        Self(Arc::new(ThreadPool::with_num_threads(1)))
    }
}

pub(crate) struct Network {
    encoder: Graph,
    relation: Graph,
}

impl Network {
    pub(crate) fn load(encoder: &'static [u8], relation: &'static [u8]) -> anyhow::Result<Self> {
        Ok(Self { encoder: Graph::load(encoder)?, relation: Graph::load(relation)? })
    }

    /// The vectors of a window for [`Network::relate`], and for each piece how likely it heads a cue.
    pub(crate) fn encode(&self, desk: &Desk, pieces: &[Piece]) -> anyhow::Result<(NdTensor<f32, 3>, Vec<f32>)> {
        let tensor = |value: fn(&Piece) -> i32| {
            NdTensor::from_data([1, pieces.len()], pieces.iter().map(value).collect::<Vec<_>>())
        };
        let inputs = [("pieces", tensor(|p| p.id)), ("shapes", tensor(|p| p.mark))];
        let inputs = inputs.map(|(name, tensor)| (name, ValueOrView::from(tensor)));
        let [narrow, head] = self.encoder.run(desk, inputs, ["narrow", "head"])?;
        let head: Tensor<f32> = head.try_into()?;
        Ok((narrow.try_into()?, head.iter().map(|odds| 1.0 / (1.0 + (-odds).exp())).collect()))
    }

    /// The roles of the pieces of one paragraph in the attribution of each of its heads.
    pub(crate) fn relate(
        &self,
        desk: &Desk,
        narrow: &NdTensor<f32, 3>,
        paragraph: Range<usize>,
        heads: &[usize],
    ) -> anyhow::Result<Vec<Odds>> {
        let numbers: Vec<i32> =
            heads.iter().map(|&head| i32::try_from(head - paragraph.start).unwrap_or(i32::MAX)).collect();
        let heads = NdTensor::from_data([heads.len()], numbers);
        let narrow = narrow.slice((.., paragraph)).to_tensor();
        let [roles] = self.relation.run(desk, [("narrow", narrow.into()), ("heads", heads.into())], ["roles"])?;
        let roles: Tensor<f32> = roles.try_into()?;
        let row = roles.size(1) * ROLES;
        let numbers = roles.to_vec();
        Ok(numbers.chunks(row).map(|odds| odds.as_chunks().0.to_vec()).collect())
    }
}

struct Graph(Model);

impl Graph {
    fn load(bytes: &'static [u8]) -> anyhow::Result<Self> {
        // Packing the weights once costs their memory again and makes a run about 15 % faster.
        Ok(Self(ModelOptions::with_all_ops().prepack_weights(true).load_static_slice(bytes)?))
    }

    fn run<const I: usize, const O: usize>(
        &self,
        desk: &Desk,
        inputs: [(&str, ValueOrView<'_>); I],
        outputs: [&str; O],
    ) -> anyhow::Result<[Value; O]> {
        let mut named = Vec::with_capacity(I);
        for (name, value) in inputs {
            named.push((self.0.node_id(name)?, value));
        }
        let wanted: Vec<NodeId> = outputs.into_iter().map(|name| self.0.node_id(name)).collect::<Result<_, _>>()?;
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::clone(&desk.0));
        let found = self.0.run(named, &wanted, Some(options))?;
        found.try_into().map_err(|_| anyhow::anyhow!("the graph gave another number of outputs"))
    }
}
