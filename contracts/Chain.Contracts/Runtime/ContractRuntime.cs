using System.Buffers;
using Chain.Primitives;
using Chain.Script;
using Chain.Script.Execution;
using Chain.State;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>
/// Runs contracts for one executing thread. What it keeps between requests is compiled code and texts of addresses, which never show in a result:
/// the same request on the same state gives the same outcome on every runtime.
/// </summary>
/// <remarks>
/// <para>
/// On failure the overlay is what it was; on success it holds everything, the move of coins included. The caller has put the sender's account into the overlay,
/// with what the fee may take set aside, and reads it again afterwards.
/// </para>
/// <para>
/// A defect of the engine or the runtime (an exception of a kind that only a defect raises, the same on every node) fails the transaction with all its
/// gas and comes back as <see cref="ContractOutcome.Fault"/>. Every other exception says something of this machine (memory, files) and goes through: the
/// process must end before it commits.
/// </para>
/// </remarks>
public sealed class ContractRuntime
{
    /// <summary>The logical memory of a view.</summary>
    public const long ViewMemoryBytesMax = 16L * 1024 * 1024;

    private readonly ContractRuntimeOptions options;
    private readonly CodeCache codes;
    private readonly ArrayBufferWriter<byte> buffer = new(1_024);
    private AddressTexts addresses = new("");

    /// <summary>A runtime with nothing compiled yet.</summary>
    public ContractRuntime(ContractRuntimeOptions? options = null)
    {
        this.options = options ?? new ContractRuntimeOptions();
        codes = new CodeCache(this.options.CacheBytesMax, new ContractCompileOptions { AllowConsole = this.options.AllowConsole }, this.options.CompiledCode);
    }

    /// <summary>Bytes of compiled code that are kept, by a rough count.</summary>
    public long CacheBytes => codes.Bytes;

    /// <summary>Makes a contract and runs its <c>init</c>.</summary>
    public ContractOutcome Deploy(StateOverlay state, ContractContext context, DeployRequest request) => Run(state, context, request, static (run, session, request) =>
    {
        if (!run.TryCharge(HostGas.Call + ContractRecords.GasOfNew) || !run.TryCountWrites(ContractRecords.WritesOfNew + 1))
            return;
        if (session.State.TryGetContract(request.Contract, out _))
        {
            run.Refuse(ReceiptStatus.NotAllowed, FailureCodes.AddressTaken, "the address has a contract already");
            return;
        }
        if (!run.TryCompile(request.Source, out LoadedContract code) || !run.TryCharge(ContractRecords.GasOfSource(session, code.Code, request.Source.Length)))
            return;
        AbiMethod? init = code.Code.Abi.Init;
        if (!run.TryDecode(init, request.Arguments) || !run.TryPay(init, request.Value))
            return;
        run.Run(
            new FrameStart
            {
                Kind = FrameKind.Init,
                Sender = request.Sender,
                Contract = request.Contract,
                Code = code,
                Method = init,
                Arguments = request.Arguments,
                Value = request.Value,
                Before = opened =>
                {
                    ContractRecords.Store(opened, code, request.Source);
                    ContractRecords.Create(opened, request.Contract, code, request.Upgrader);
                },
            },
            ScriptLimits.MemoryBytesMax);
    });

    /// <summary>Calls a method.</summary>
    public ContractOutcome Call(StateOverlay state, ContractContext context, CallRequest request) => Run(state, context, request, static (run, session, request) =>
    {
        if (!run.TryLoad(out _, out LoadedContract code))
            return;
        if (code.FindMethod(request.Method) is not { } method)
        {
            run.Refuse(ReceiptStatus.MethodUnknown, FailureCodes.NoMethod, "the contract has no such method");
            return;
        }
        if (run.TryDecode(method, request.Arguments) && run.TryPay(method, request.Value))
            run.Run(StartOf(request, code, method, request.Arguments, request.Value), ScriptLimits.MemoryBytesMax);
    });

    /// <summary>Replaces the code of a contract, and runs <c>migrate</c> of the new one.</summary>
    public ContractOutcome Upgrade(StateOverlay state, ContractContext context, UpgradeRequest request) => Run(state, context, request, static (run, session, request) =>
    {
        if (!run.TryLoad(out ContractRecord record, out LoadedContract old) || !TryAllow(run, record, request))
            return;
        if (!run.TryCompile(request.Source, out LoadedContract code))
            return;
        if (SchemaCheck.Refusal(old.Code.Abi, code.Code.Abi) is { } refusal)
        {
            run.Refuse(ReceiptStatus.SchemaRefused, FailureCodes.SchemaRefused, refusal);
            return;
        }
        var plan = new UpgradePlan(request.Contract, record, old, code, request.Source);
        if (run.TryDecode(code.Code.Abi.Migrate, request.Arguments) && plan.TryPrepare(session, run.TryCharge) && run.TryCountWrites(plan.Writes))
            run.Run(plan.ToFrame(request.Sender, request.Arguments), ScriptLimits.MemoryBytesMax);
    });

    /// <summary>Gives up the right to upgrade a contract, for ever.</summary>
    public ContractOutcome Freeze(StateOverlay state, ContractContext context, FreezeRequest request) => Run(state, context, request, static (run, session, request) =>
    {
        if (!run.TryCharge(HostGas.Read + HostGas.Write) || !run.TryCountWrites(1))
            return;
        if (!session.State.TryGetContract(request.Contract, out ContractRecord record))
            run.Refuse(ReceiptStatus.ContractUnknown, FailureCodes.NoContract, "there is no contract at the address");
        else if (TryAllow(run, record, request))
            session.Write(request.Contract, record with { Upgrader = default });
    });

    /// <summary>Runs a view on a state that stays as it is.</summary>
    public ContractOutcome View(IStateReader state, ContractContext context, ViewRequest request) => Run(new StateOverlay(state), context, request, static (run, session, request) =>
    {
        if (!run.TryLoad(out _, out LoadedContract code))
            return;
        if (code.FindMethod(request.Method) is not { } method)
            run.Refuse(ReceiptStatus.MethodUnknown, FailureCodes.NoMethod, "the contract has no such method");
        else if (!method.IsView)
            run.Refuse(ReceiptStatus.NotAllowed, FailureCodes.NotView, "the method is no view; it is called by a transaction");
        else if (run.TryDecode(method, request.Arguments))
            run.Run(StartOf(request, code, method, request.Arguments, Amount.Zero), ViewMemoryBytesMax);
    });

    private static FrameStart StartOf(ContractRequest request, LoadedContract code, AbiMethod method, ReadOnlyMemory<byte> arguments, Amount value) => new()
    {
        Kind = FrameKind.Call,
        Sender = request.Sender,
        Contract = request.Contract,
        Code = code,
        Method = method,
        Arguments = arguments,
        Value = value,
        IsView = method.IsView,
    };

    private static bool TryAllow(ContractRun run, ContractRecord record, ContractRequest request) =>
        (!record.IsImmutable && record.Upgrader == request.Sender)
        || run.Refuse(ReceiptStatus.NotAllowed, FailureCodes.NotAllowed, record.IsImmutable ? "the contract is immutable" : "only the upgrader may do that");

    private ContractOutcome Run<TRequest>(StateOverlay state, ContractContext context, TRequest request, Action<ContractRun, ContractSession, TRequest> body)
        where TRequest : ContractRequest
    {
        if (!string.Equals(addresses.Prefix, context.AddressPrefix, StringComparison.Ordinal))
            addresses = new AddressTexts(context.AddressPrefix);
        state.BeginTransaction();
        var session = new ContractSession(state, context, request, codes, addresses, options, buffer);
        var run = new ContractRun(session, request);
        try
        {
            body(run, session, request);
        }
        catch (Exception fault) when (Machine.IsOurs(fault))
        {
            run.Fail(fault);
        }
        return run.End();
    }
}
