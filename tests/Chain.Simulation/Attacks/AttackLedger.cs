using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Script.Proof.Attacks;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>Clients that only attack. Each account works off its share of the cases, one slot after the other, and every receipt is judged.</summary>
internal sealed class AttackLedger : NodeLedger
{
    private static readonly ulong[] GasLadder = [0, 500, 3_000, 12_000, 40_000, 150_000, 600_000];

    private static readonly string[] HostWords =
        ["System.", "Chain.", "NullReference", "InvalidCast", "IndexOutOfRange", "ArgumentException", "KeyNotFound", "InvalidOperation", "   at ", ".cs:", "Object reference"];

    private readonly ulong _strikeGas;
    private readonly Queue<Step>[] _steps;
    private readonly Dictionary<TransactionId, Step> _sent = [];
    private readonly List<Address> _contracts = [];
    private readonly List<Address> _made = [];
    private readonly Dictionary<string, string> _endings = new(StringComparer.Ordinal);
    private string? _probed;

    public AttackLedger(NodeKnobs knobs, Rng rng, IReadOnlyList<AttackCase> cases, ulong strikeGas)
        : base(knobs, rng)
    {
        _strikeGas = strikeGas;
        _steps = [.. Enumerable.Range(0, AccountCount).Select(static _ => new Queue<Step>())];
        for (int i = 0; i < cases.Count; i++)
            Plan(_steps[i % _steps.Length], i % _steps.Length, cases[i]);
    }

    /// <summary>Contracts that attack and were deployed, for views at the end.</summary>
    public IReadOnlyList<Address> Deployed => _contracts;

    /// <summary>How the shapes of each case ended.</summary>
    public IReadOnlyDictionary<string, string> Endings => _endings;

    public int Judged { get; private set; }

    public override bool IsDone => Judged == _sent.Count && Array.TrueForAll(_steps, static steps => steps.Count == 0);

    public override IReadOnlyList<Address> Holders => [.. base.Holders, .. _made];

    protected override int LaneCount => 1;

    protected override TransactionAction? DrawAction(int account, uint lane, ulong sequence) => _steps[account].TryPeek(out Step? step) ? step.Action(sequence) : null;

    protected override ulong GasOf(int account, TransactionAction action, ulong minimum) => minimum + _steps[account].Peek().Gas;

    protected override void Sent(int account, Transaction transaction) => _sent.Add(transaction.Id, _steps[account].Dequeue());

    public override void Confirm(Transaction transaction, ReadOnlyMemory<byte> encodedReceipt)
    {
        base.Confirm(transaction, encodedReceipt);
        DecodeError error = Receipt.TryDecode(encodedReceipt.Span, out Receipt? receipt);
        Invariant.Holds(error == DecodeError.None && receipt is not null, "a receipt decodes");
        Judge(_sent[transaction.Id], transaction, receipt);
        Judged++;
    }

    private void Judge(Step step, Transaction transaction, Receipt receipt)
    {
        string ending = receipt.Status == ReceiptStatus.ContractFailed ? receipt.Result.Code : receipt.Status.ToString();
        _endings[$"{step.Case} {step.Shape}"] = ending;
        bool succeeded = receipt.Status == ReceiptStatus.Success;
        if (receipt.Status is ReceiptStatus.InternalFault or ReceiptStatus.StateWritesExceeded or ReceiptStatus.CannotPay)
            throw new SimulationFailure("attacks end as contracts do", $"{step.Case}, {step.Shape}: {ending}");
        if (receipt.GasUsed > transaction.Body.GasLimit)
            throw new SimulationFailure("gas is at most the limit", $"{step.Case}, {step.Shape}");
        if (!succeeded && (receipt.Events.Count > 0 || receipt.Result.Moves.Count > 0))
            throw new SimulationFailure("a failed transaction leaves nothing", $"{step.Case}, {step.Shape}");
        if (Array.Find(HostWords, word => receipt.Result.Message.Contains(word, StringComparison.Ordinal)) is { } shown)
            throw new SimulationFailure("nothing of the host shows", $"{step.Case}, {step.Shape}: '{shown}' in: {receipt.Result.Message}");
        if (step.Shape == "deployed" && succeeded)
            _contracts.Add(receipt.Result.Contract!.Value);
        if (step.Shape == "catcher")
            JudgeCatcher(step, receipt, ending);
        if (step.Shape == "probe")
            JudgeProbe(step, receipt, ending);
    }

    // The callee's event is there exactly when the callee ended well.
    private static void JudgeCatcher(Step step, Receipt receipt, string ending)
    {
        bool isCaught = receipt.Events.Count > 0 && string.Equals(receipt.Events[^1].Name, "Caught", StringComparison.Ordinal);
        bool endedWell = isCaught && receipt.Events[^1].Data.Span.EndsWith("NOTHING"u8);
        if (receipt.Status != ReceiptStatus.Success || !isCaught || receipt.Events.Count != (endedWell ? 2 : 1))
            throw new SimulationFailure("a caller catches what its callee does", $"{step.Case}: {ending}");
    }

    private void JudgeProbe(Step step, Receipt receipt, string ending)
    {
        if (receipt.Status != ReceiptStatus.Success)
            throw new SimulationFailure("the next call is unaffected", $"after {step.Case}: {ending}");
        string seen = Convert.ToHexString(receipt.Result.ReturnValue.Span);
        _probed ??= seen;
        if (!string.Equals(_probed, seen, StringComparison.Ordinal))
            throw new SimulationFailure("the next call is unaffected", $"after {step.Case}: {seen} instead of {_probed}");
    }

    private void Plan(Queue<Step> steps, int account, AttackCase attack)
    {
        const ulong ample = 2_000_000;
        byte[] source = AttackContracts.Of(attack);
        // What has no byte form is refused before any node sees it.
        if (source.Length > ProtocolLimits.ContractSourceBytesMax || source.AsSpan().Contains((byte)0))
            return;
        Address sender = AccountAddress(account);
        Address catcher = default;
        Address probe = default;
        Address target = default;
        steps.Enqueue(new Step(attack.Id, "deploy catcher", ample, sequence => Deploy(AttackContracts.Catcher, [], sender, sequence, out catcher)));
        steps.Enqueue(new Step(attack.Id, "deploy probe", ample, sequence => Deploy(AttackContracts.Probe, [], sender, sequence, out probe)));
        steps.Enqueue(new Step(attack.Id, "deployed", ample, sequence => Deploy(source, [0], sender, sequence, out target)));
        steps.Enqueue(new Step(attack.Id, "at deployment", _strikeGas, sequence => Deploy(source, [1], sender, sequence, out _)));
        steps.Enqueue(new Step(attack.Id, "method", _strikeGas, _ => Call(target, "run", [])));
        steps.Enqueue(new Step(attack.Id, "catcher", _strikeGas + ample, _ => Call(catcher, "attack", target.Span.ToArray())));
        foreach (ulong gas in GasLadder)
            steps.Enqueue(new Step(attack.Id, $"method with {gas}", gas, _ => Call(target, "run", [])));
        steps.Enqueue(new Step(attack.Id, "probe", ample, _ => Call(probe, "look", [])));
    }

    private TransactionAction.Deploy Deploy(byte[] source, byte[] arguments, Address sender, ulong sequence, out Address contract)
    {
        contract = Address.OfContract(sender, 0, sequence);
        _made.Add(contract);
        return new TransactionAction.Deploy(source, arguments, Amount.Zero, null);
    }

    private static TransactionAction.Call Call(Address contract, string method, byte[] arguments) => new(contract, method, arguments, Amount.Zero);

    /// <summary>One transaction of a case, made when its slot is known.</summary>
    private sealed record Step(string Case, string Shape, ulong Gas, Func<ulong, TransactionAction> Action);
}
