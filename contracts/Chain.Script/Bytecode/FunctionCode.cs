using System.Collections.Immutable;

namespace Chain.Script.Bytecode;

/// <summary>
/// The compiled form of one function: canonical bytecode and what a machine needs to make closures of it and run it. Immutable; shared between machines.
/// </summary>
public sealed class FunctionCode
{
    private readonly int[] code;

    internal FunctionCode(int[] code) => this.code = code;

    /// <summary>The name of its closures: declared, inferred, or "" (then SetFunctionName may give one at run time). Getters and setters carry their prefix.</summary>
    public required string Name { get; init; }

    /// <summary>Its kind.</summary>
    public required FunctionFlags Flags { get; init; }

    /// <summary>Canonical bytecode (<see cref="Opcode"/>).</summary>
    public ReadOnlySpan<int> Code => code;

    /// <summary>Parameters by position; slots 0 … ParameterCount-1 hold the arguments on entry. A rest parameter is not among them.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>The <c>length</c> of its closures: parameters before the first with a default value or the rest.</summary>
    public required int Length { get; init; }

    /// <summary>Slots of its frame, parameters included.</summary>
    public required int LocalCount { get; init; }

    /// <summary>The most operands on its stack at any instruction; proved by the verifier.</summary>
    public required int StackMax { get; init; }

    /// <summary>How many inline caches its instructions name.</summary>
    public required int CacheCount { get; init; }

    /// <summary>Where its closures find their cells.</summary>
    public required ImmutableArray<Capture> Captures { get; init; }

    /// <summary>The functions that NewClosure, NewMethod and NewClass name.</summary>
    public required ImmutableArray<FunctionCode> Functions { get; init; }

    /// <summary>Its exception handlers.</summary>
    public required HandlerTable Handlers { get; init; }

    /// <summary>From code to source.</summary>
    public required PositionTable Positions { get; init; }

    /// <summary>Variables by slot, for observers.</summary>
    public required ImmutableArray<LocalName> LocalNames { get; init; }

    /// <summary>The unit that it belongs to: constants, templates, lines. Set when the unit is made.</summary>
    public ScriptUnit Unit { get; internal set; } = null!;

    /// <summary>
    /// What a machine has prepared from this code (quickened instructions, caches' shapes of none). It must be immutable and the same whoever makes it, since machines on
    /// several threads share it and may race to set it.
    /// </summary>
    internal object? Prepared { get; set; }

    /// <summary>The code itself, for the machine's loop.</summary>
    internal int[] Words => code;

    /// <summary>Whether all of the given flags are set.</summary>
    public bool Has(FunctionFlags flags) => (Flags & flags) == flags;
}
