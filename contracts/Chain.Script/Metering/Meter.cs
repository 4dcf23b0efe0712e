using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Chain.Script.Metering;

/// <summary>
/// The gas and the logical memory of one machine. Everything is charged before it is done, by counted sizes, so a run stops at the same
/// place everywhere. Memory is counted by the published sizes of <see cref="MemoryCosts"/> and never given back.
/// </summary>
public sealed class Meter
{
    internal long Left;

    /// <summary>What one gas of any price is charged as: more when much memory was made (<see cref="MemoryCosts.FarBytesLog2"/>).</summary>
    internal long Scale = 1;
    private readonly long gasLimit;
    private readonly long memoryLimit;
    private long memoryUsed;

    /// <summary>A meter with its two limits, in gas and in bytes.</summary>
    public Meter(long gasLimit, long memoryLimit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gasLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(memoryLimit);
        this.gasLimit = gasLimit;
        this.memoryLimit = memoryLimit;
        Left = gasLimit;
    }

    /// <summary>How many times its price everything costs now.</summary>
    public long PriceFactor => Scale;

    /// <summary>The gas that is left.</summary>
    public long GasLeft => Left;

    /// <summary>The gas that is used: at most the limit.</summary>
    public long GasUsed => gasLimit - Left;

    /// <summary>The logical bytes that are counted.</summary>
    public long MemoryUsed => memoryUsed;

    /// <summary>The limit of <see cref="MemoryUsed"/>.</summary>
    public long MemoryLimit => memoryLimit;

    /// <summary>Charges gas; a charge that is more than what is left uses up all and halts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(long gas)
    {
        long left = Left - gas * Scale;
        // The second for charges so large that the product has no room.
        if ((left | (Left - gas)) < 0)
            RunOut();
        Left = left;
    }

    /// <summary>Charges so much for each of a count.</summary>
    public void Charge(long perUnit, long count)
    {
        long scaled = perUnit * Scale;
        if (perUnit > 0 && count > Left / scaled)
            RunOut();
        Left -= scaled * count;
    }

    /// <summary>Counts logical bytes, and charges the gas of making them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Allocate(long bytes)
    {
        Charge(bytes >> MemoryCosts.BytesPerGasLog2);
        long used = memoryUsed + bytes;
        if (used > memoryLimit)
            RunOutOfMemory();
        memoryUsed = used;
        Scale = 1 + Math.Min(used >> MemoryCosts.FarBytesLog2, MemoryCosts.FarStepsMax);
    }

    /// <summary>
    /// Charges gas on behalf of a machine that is not running, for what was done for it elsewhere. False when it is more than what is left: then all is used up.
    /// </summary>
    public bool TryCharge(long gas)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gas);
        bool suffices = gas <= Left;
        Left = suffices ? Left - gas : 0;
        return suffices;
    }

    /// <summary>Takes all the gas: for a defect of the engine, which must not be cheaper than an honest run.</summary>
    internal void TakeAll() => Left = 0;

    [DoesNotReturn]
    internal void RunOut()
    {
        Left = 0;
        throw new Halt(HaltReason.OutOfGas);
    }

    [DoesNotReturn]
    private static void RunOutOfMemory() => throw new Halt(HaltReason.OutOfMemory);
}
