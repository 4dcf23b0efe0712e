using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Storage.Files;
using Microsoft.Win32.SafeHandles;

namespace Chain.Storage.Signing;

/// <summary>The signer state on disk: two slots in one preallocated file, written in turn, each with a checksum and synced before the signature may leave.</summary>
/// <remarks>
/// A crash in the middle of a write damages the slot being written at most, and its signature has not been sent: the other slot is then the truth. Were the
/// newest slot damaged later, the older one would allow to sign again what was signed; so after opening, the host compares
/// <see cref="ISignerState.Last"/> with its own votes in the log and on the chain (<see cref="RequireNotBefore"/>). Only <see cref="Create"/> makes the file: a
/// node that finds none must not begin with an empty memory. The file is locked while it is open.
/// </remarks>
public sealed class SignerStateFile : ISignerState
{
    /// <summary>A slot begins at a block of its own, so that a torn write cannot touch the other.</summary>
    private const int SlotStride = 4096;

    private const string RestoreAdvice =
        "Do not sign with this key until you know what it signed last: restore the file from the machine that used the key last, or retire the key and register a new one";

    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly SignerIdentity _identity;
    private ulong _count;
    private bool _failed;

    private SignerStateFile(SafeFileHandle file, string path, SignerIdentity identity, ulong count, SignedStep last, SignedStep previous)
    {
        _file = file;
        _path = path;
        _identity = identity;
        _count = count;
        Last = last;
        Previous = previous;
    }

    /// <inheritdoc/>
    public SignedStep Last { get; private set; }

    /// <inheritdoc/>
    public SignedStep Previous { get; private set; }

    /// <summary>Makes the file of a key that has signed nothing on this chain. For <c>init</c> alone.</summary>
    /// <exception cref="StorageFailure">The file exists, or cannot be made.</exception>
    public static SignerStateFile Create(string path, SignerIdentity identity)
    {
        SafeFileHandle file = NativeFile.CreateNew(path);
        try
        {
            Lock(file, path);
            byte[] bytes = new byte[2 * SlotStride];
            SignerSlot.Write(bytes.AsSpan(0, SignerSlot.Length), identity, 0, default);
            SignerSlot.Write(bytes.AsSpan(SlotStride, SignerSlot.Length), identity, 1, default);
            NativeFile.Write(file, path, bytes, 0);
            NativeFile.Sync(file, path);
            NativeFile.SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new SignerStateFile(file, path, identity, 1, default, default);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file of this key on this chain.</summary>
    /// <exception cref="StorageFailure">It is missing, damaged, of another key, chain or version, or in use.</exception>
    public static SignerStateFile Open(string path, SignerIdentity identity)
    {
        SafeFileHandle file = OpenFile(path);
        try
        {
            FileOwnership.RequireOwn(path);
            Lock(file, path);
            byte[] bytes = new byte[2 * SlotStride];
            int length = NativeFile.Read(file, path, bytes, 0);
            (ulong count, SignedStep last, SignedStep previous) = Newest(path, identity, bytes.AsSpan(0, length));
            return new SignerStateFile(file, path, identity, count, last, previous);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SigningVerdict Check(ulong height, uint round, byte step, Hash256 digest) => Last.Check(height, round, step, digest);

    /// <inheritdoc/>
    public SigningVerdict Record(ulong height, uint round, byte step, Hash256 digest, Signature signature)
    {
        if (_failed)
            throw new StorageFailure(StorageFault.WriteFailed, _path, "an earlier write failed", "Start the node again");
        SigningVerdict verdict = Check(height, round, step, digest);
        if (verdict != SigningVerdict.Allowed)
            return verdict;
        var next = new SignedStep(height, round, step, digest, signature);
        Span<byte> slot = stackalloc byte[SignerSlot.Length];
        SignerSlot.Write(slot, _identity, _count + 1, next);
        _failed = true;
        NativeFile.Write(_file, _path, slot, (long)((_count + 1) & 1) * SlotStride);
        NativeFile.SyncData(_file, _path);
        _failed = false;
        _count++;
        Previous = Last;
        Last = next;
        return SigningVerdict.Allowed;
    }

    /// <summary>Refuses when the log or the chain shows a signature of this key later than the file does: then the file is an old copy.</summary>
    /// <exception cref="StorageFailure">It is an old copy.</exception>
    public void RequireNotBefore(ulong height, uint round, byte step)
    {
        if (Last.ComparePlace(height, round, step) >= 0)
            return;
        throw new StorageFailure(
            StorageFault.Inconsistent,
            _path,
            $"the file ends at height {Last.Height}, round {Last.Round}, step {Last.Step}, but the key has signed height {height}, round {round}, step {step}: it is an old copy",
            RestoreAdvice)
        { Height = Last.Height };
    }

    /// <summary>Closes the file and releases its lock.</summary>
    public void Dispose() => _file.Dispose();

    private static SafeFileHandle OpenFile(string path)
    {
        try
        {
            return NativeFile.OpenExisting(path);
        }
        catch (StorageFailure failure) when (failure.Fault == StorageFault.Missing)
        {
            throw new StorageFailure(StorageFault.Missing, path, "the signer's state is missing", $"Only `init` makes it, for a new key. {RestoreAdvice}", failure);
        }
    }

    private static void Lock(SafeFileHandle file, string path)
    {
        if (!NativeFile.TryLock(file, path))
            throw new StorageFailure(StorageFault.Locked, path, "another process signs with this file", "Stop it: two processes that sign with one key will be punished for it");
    }

    private static (ulong Count, SignedStep Last, SignedStep Previous) Newest(string path, in SignerIdentity identity, ReadOnlySpan<byte> bytes)
    {
        bool found = false;
        (ulong Count, SignedStep Last, SignedStep Previous) newest = default;
        for (int i = 0; i < 2; i++)
        {
            ReadOnlySpan<byte> slot = bytes.Length >= (i * SlotStride) + SignerSlot.Length ? bytes.Slice(i * SlotStride, SignerSlot.Length) : default;
            if (!SignerSlot.TryRead(slot, out uint version, out SignerIdentity owner, out ulong count, out SignedStep step))
                continue;
            if (version != SignerSlot.Version)
                throw new StorageFailure(StorageFault.WrongVersion, path, $"the file has version {version}, this program knows {SignerSlot.Version}", "Use the program that wrote it");
            if (owner.Key != identity.Key)
                throw new StorageFailure(StorageFault.WrongKey, path, $"the file belongs to the key {owner.Key}, the node signs with {identity.Key}", "Put the key and its signer state together");
            if (owner.GenesisHash != identity.GenesisHash)
                throw new StorageFailure(StorageFault.WrongChain, path, $"the file belongs to the chain {owner.GenesisHash}, the node runs {identity.GenesisHash}", "Use the home of this chain");
            newest = !found ? (count, step, default) : count > newest.Count ? (count, step, newest.Last) : newest with { Previous = step };
            found = true;
        }
        return found ? newest : throw new StorageFailure(StorageFault.Damaged, path, "neither of its two records is whole", RestoreAdvice);
    }
}
