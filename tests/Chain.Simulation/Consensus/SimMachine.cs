using Chain.Consensus;
using Chain.Node.Agreeing;
using Chain.Node.Seams;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chain.Simulation;

/// <summary>The product's runner of the machine in one life of a simulated node: what is logged, made durable, signed and sent, and in which order, is the product's.</summary>
internal sealed class SimMachine(SimNode node, SimDisk disk, ISigner? signer, ConsensusState state)
    : MachineRunner(disk, signer, Crypto.Genesis, NullLogger.Instance, state)
{
    protected override Transition Next(ConsensusState before, Input input) => node.Next(before, input);

    protected override void CarryOut(Effect effect) => node.CarryOut(effect);
}
