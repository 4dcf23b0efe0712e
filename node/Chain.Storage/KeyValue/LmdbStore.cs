using System.Buffers.Binary;
using Chain.Storage.Files;
using Microsoft.Win32.SafeHandles;
using static Chain.Storage.KeyValue.LmdbNative;

namespace Chain.Storage.KeyValue;

/// <summary>An LMDB environment: one file of copy-on-write pages. A commit writes new pages, syncs them, then turns one of two root pages over; so there is nothing to recover after a crash.</summary>
/// <remarks>
/// Not WRITEMAP: with it a full disk kills the process (SIGBUS). NOTLS: read transactions may be used on any thread. All writing is done by one
/// <see cref="StoreThread"/>. LMDB has no checksums of pages, so: values carry their own; the number of the newest transaction stands in a table and is
/// compared with the root page at open (a damaged root page cannot pass an older state off as the newest); and the file must be as long as its pages say
/// (reading a mapped page beyond the end of the file would end the process). <see cref="LmdbCheck"/> reads the pages before LMDB does.
/// </remarks>
public sealed unsafe class LmdbStore : IKeyValueStore
{
    internal const string RestoreAdvice = "Restore the folder from a copy, or delete it and let the node build it again";

    private const string DataFile = "data.mdb";
    private const string ReadersFile = "lock.mdb";
    private const string OwnTable = "_store";
    private const uint Reserve = 0x10000;

    /// <summary>The file is kept at least this much longer than its pages need: pages at its end that a commit allocated and gave up are never written.</summary>
    private const long SparseTail = 64L << 20;

    private static readonly byte[] TransactionKey = "transaction"u8.ToArray();
    private static readonly byte[] VersionKey = "version"u8.ToArray();
    private static readonly Lock OpenFoldersGate = new();
    private static readonly HashSet<string> OpenFolders = new(StringComparer.Ordinal);

    private readonly LmdbOptions _options;
    private readonly string _folder;
    private readonly Table _own;
    private readonly SnapshotRegistry _snapshots;
    private readonly StoreThread _thread;
    private nint _env;
    private uint[] _handles = [];
    private long _fileLength;
    private uint _pageSize;
    private StorageFailure? _poison;

    private LmdbStore(LmdbOptions options, string folder)
    {
        _options = options;
        _folder = folder;
        _own = new Table(options.Tables.Count, OwnTable);
        _snapshots = new SnapshotRegistry(folder, options.Snapshots);
        _thread = new StoreThread($"store {Path.GetFileName(folder)}");
    }

    /// <inheritdoc/>
    public StoreSize Size
    {
        get
        {
            Check(mdb_env_info(_env, out Info info), _folder, "asking for the size");
            return new StoreSize(checked(((long)info.LastPage + 1) * _pageSize), (long)info.MapSize);
        }
    }

    /// <inheritdoc/>
    public int OpenSnapshots => _snapshots.Count;

    /// <summary>Makes a new, empty environment in a folder that holds none.</summary>
    public static LmdbStore Create(LmdbOptions options)
    {
        string folder = Path.GetFullPath(options.Folder);
        if (File.Exists(Path.Combine(folder, DataFile)))
            throw new StorageFailure(StorageFault.AlreadyExists, Path.Combine(folder, DataFile), "a store exists already", "Nothing was overwritten; move it away if it is not needed");
        DurableFile.CreateFolder(folder);
        return Start(options, folder, create: true);
    }

    /// <summary>Opens an environment that exists.</summary>
    public static LmdbStore Open(LmdbOptions options)
    {
        string folder = Path.GetFullPath(options.Folder);
        string data = Path.Combine(folder, DataFile);
        using (SafeFileHandle file = NativeFile.OpenExisting(data))
        {
            FileOwnership.RequireOwn(data);
            long length = RandomAccess.GetLength(file);
            if (length > options.BytesMax + SparseTail)
                throw new StorageFailure(StorageFault.TooLarge, data, $"the file is {length} bytes long, more than the {options.BytesMax} reserved for it", "Raise the limit in the configuration, or restore the file from a copy");
            if (length == 0)
                throw new StorageFailure(StorageFault.Damaged, data, "the file is empty", RestoreAdvice);
            LmdbCheck.Run(file, data, [.. options.Tables, new Table(options.Tables.Count, OwnTable)], options.CheckedBytesMax);
        }
        // Not opened for this: closing it would let go of the locks that another store of this process holds on it.
        string readers = Path.Combine(folder, ReadersFile);
        if (File.Exists(readers) || new FileInfo(readers).LinkTarget is not null)
            FileOwnership.RequireOwn(readers);
        return Start(options, folder, create: false);
    }

    /// <inheritdoc/>
    public IKeyValueSnapshot OpenSnapshot(SnapshotLife life = SnapshotLife.Bounded)
    {
        SnapshotLease lease = _snapshots.Enter(life);
        int result = mdb_txn_begin(_env, 0, ReadOnlyTransaction, out nint transaction);
        if (result != 0)
        {
            lease.End();
            Check(result, _folder, "opening a snapshot");
        }
        lease.OnEnd(() => mdb_txn_abort(transaction));
        return new LmdbSnapshot(_folder, _handles, transaction, lease);
    }

    /// <inheritdoc/>
    public void Commit(WriteBatch batch, bool sync) => _thread.Run(() => CommitNow(batch, sync));

    /// <inheritdoc/>
    public void Sync() => _thread.Run(() => Guarded(() => Check(mdb_env_sync(_env, 1), _folder, "making the store durable")));

    /// <summary>Ends every snapshot and closes the environment.</summary>
    public void Dispose()
    {
        if (_env == 0)
            return;
        _snapshots.EndAll();
        _thread.Dispose();
        mdb_env_close(_env);
        _env = 0;
        lock (OpenFoldersGate)
            OpenFolders.Remove(_folder);
    }

    internal static void Check(int result, string where, string doing)
    {
        if (result != 0)
            throw Failure(result, where, doing);
    }

    private static StorageFailure Failure(int result, string where, string doing) => result switch
    {
        MapFull => new(StorageFault.Full, where, $"{doing}: the size reserved for the store is used up", "Raise the store's limit in the configuration and start again; nothing that was acknowledged is lost"),
        ReadersFull => new(StorageFault.TooManySnapshots, where, $"{doing}: too many snapshots are open", "Try again in a moment"),
        Invalid or Corrupted or PageNotFound or Panic => new(StorageFault.Damaged, where, $"{doing}: {Message(result)}", RestoreAdvice),
        VersionMismatch => new(StorageFault.WrongVersion, where, $"{doing}: {Message(result)}", "Use the program that wrote it"),
        2 => new(StorageFault.Missing, where, $"{doing}: {Message(result)}", RestoreAdvice),
        1 or 13 or 30 => new(StorageFault.Unreadable, where, $"{doing}: {Message(result)}", "Give the node's user the right to read and write it"),
        28 or 122 => NoRoom(where, doing),
        5 or 27 => HasRoom(where)
            ? new(StorageFault.WriteFailed, where, $"{doing}: {Message(result)}", "Check the disk, then start again; nothing that was acknowledged is lost")
            : NoRoom(where, doing),
        _ => new(StorageFault.Unreadable, where, $"{doing}: {Message(result)}", "Check the disk and the configuration"),
    };

    private static StorageFailure NoRoom(string where, string doing) =>
        new(StorageFault.Full, where, $"{doing}: there is no room left: the disk, its inodes or a quota is used up", "Free some and start again; nothing that was acknowledged is lost");

    /// <summary>A full disk shows in LMDB as an input/output error; so look at the disk itself.</summary>
    private static bool HasRoom(string folder) => new DriveInfo(folder).AvailableFreeSpace >= 1 << 20;

    private static LmdbStore Start(LmdbOptions options, string folder, bool create)
    {
        lock (OpenFoldersGate)
        {
            if (!OpenFolders.Add(folder))
                throw new StorageFailure(StorageFault.Locked, folder, "this process has the store open already", "Close it first");
        }
        var store = new LmdbStore(options, folder);
        try
        {
            store._thread.Run(() => store.OpenEnvironment(create));
            return store;
        }
        catch
        {
            store.Abandon();
            throw;
        }
    }

    private void Abandon()
    {
        _thread.Dispose();
        if (_env != 0)
            mdb_env_close(_env);
        _env = 0;
        lock (OpenFoldersGate)
            OpenFolders.Remove(_folder);
    }

    private void OpenEnvironment(bool create)
    {
        const int ownerOnly = 0x180;
        const string doing = "opening the store";
        Check(mdb_env_create(out _env), _folder, doing);
        Check(mdb_env_set_mapsize(_env, (nuint)_options.BytesMax), _folder, doing);
        Check(mdb_env_set_maxreaders(_env, (uint)_options.Snapshots.OpenMax + 256), _folder, doing);
        Check(mdb_env_set_maxdbs(_env, (uint)_options.Tables.Count + 1), _folder, doing);
        Check(mdb_env_open(_env, _folder, NoTls | NoReadAhead, ownerOnly), _folder, doing);
        Check(mdb_env_stat(_env, out Stat stat), _folder, doing);
        _pageSize = stat.PageSize;
        CheckLength(create);
        Check(mdb_reader_check(_env, out _), _folder, doing);
        OpenTables(create);
        ExtendFile();
        if (create)
            DurableFile.SyncFolderAndParent(_folder);
    }

    private void CheckLength(bool create)
    {
        Check(mdb_env_info(_env, out Info info), _folder, "opening the store");
        _fileLength = new FileInfo(Path.Combine(_folder, DataFile)).Length;
        long needed = checked(((long)info.LastPage + 1) * _pageSize);
        if (!create && (_fileLength < needed || (long)info.MapSize > _options.BytesMax))
        {
            throw new StorageFailure(
                StorageFault.Damaged, Path.Combine(_folder, DataFile), $"the file is {_fileLength} bytes long and its root page speaks of {needed}", RestoreAdvice);
        }
    }

    private void OpenTables(bool create)
    {
        const string doing = "opening the tables";
        Check(mdb_txn_begin(_env, 0, 0, out nint transaction), _folder, doing);
        try
        {
            _handles = new uint[_options.Tables.Count + 1];
            for (int i = 0; i < _handles.Length; i++)
            {
                Table table = i < _options.Tables.Count ? _options.Tables[i] : _own;
                Chain.Primitives.Invariant.Holds(table.Index == i, "a store's tables are listed by their index");
                int result = mdb_dbi_open(transaction, table.Name, create ? CreateTable : 0, out _handles[i]);
                if (result == NotFound)
                    throw new StorageFailure(StorageFault.Damaged, _folder, $"the store has no table {table.Name}", RestoreAdvice);
                Check(result, _folder, doing);
            }
            if (create)
            {
                PutNumber(transaction, VersionKey, Schema.Version);
                PutNumber(transaction, TransactionKey, mdb_txn_id(transaction));
            }
            else
            {
                CheckVersionAndRoot(transaction);
            }
        }
        catch
        {
            mdb_txn_abort(transaction);
            throw;
        }
        // Handles that were opened in a transaction live on only when it is committed; without changes this writes nothing.
        Check(mdb_txn_commit(transaction), _folder, doing);
    }

    private void CheckVersionAndRoot(nint transaction)
    {
        ulong version = GetNumber(transaction, VersionKey);
        if (version != Schema.Version)
            throw new StorageFailure(StorageFault.WrongVersion, _folder, $"the store has format {version}, this program knows {Schema.Version}", "Use the program that wrote it, or let the node build the store again");
        Check(mdb_env_info(_env, out Info info), _folder, "opening the store");
        ulong newest = GetNumber(transaction, TransactionKey);
        if (newest != info.LastTransaction)
            throw new StorageFailure(StorageFault.Damaged, Path.Combine(_folder, DataFile), $"the root page speaks of transaction {info.LastTransaction}, the tables of {newest}", RestoreAdvice);
    }

    private void CommitNow(WriteBatch batch, bool sync) => Guarded(() =>
    {
        const string doing = "committing";
        _snapshots.EndExpired();
        Check(mdb_env_set_flags(_env, NoMetaSync, sync ? 0 : 1), _folder, doing);
        Check(mdb_txn_begin(_env, 0, 0, out nint transaction), _folder, doing);
        try
        {
            foreach (ref readonly WriteBatch.Write write in batch.Writes)
            {
                if (write.IsDelete)
                    Delete(transaction, write.Table, write.Key.Span);
                else
                    Put(transaction, write.Table, write.Key.Span, write.Value.Span);
            }
            PutNumber(transaction, TransactionKey, mdb_txn_id(transaction));
        }
        catch
        {
            mdb_txn_abort(transaction);
            throw;
        }
        Check(mdb_txn_commit(transaction), _folder, doing);
        ExtendFile();
    });

    /// <summary>After a failed commit it is unknown what the disk holds, so nothing more is written: the node stops, and reopening finds the last whole commit.</summary>
    private void Guarded(Action action)
    {
        if (_poison is { } poison)
            throw poison;
        try
        {
            action();
        }
        catch (StorageFailure failure)
        {
            _poison = failure;
            throw;
        }
    }

    private void Put(nint transaction, Table table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* keyBytes = key)
        {
            var stored = new Val(null, (nuint)(value.Length + StoredValue.ChecksumLength));
            Check(mdb_put(transaction, _handles[table.Index], new Val(keyBytes, (nuint)key.Length), ref stored, Reserve), _folder, $"writing to table {table.Name}");
            StoredValue.Write(table, key, value, new Span<byte>(stored.Data, (int)stored.Size));
        }
    }

    private void Delete(nint transaction, Table table, ReadOnlySpan<byte> key)
    {
        fixed (byte* keyBytes = key)
        {
            int result = mdb_del(transaction, _handles[table.Index], new Val(keyBytes, (nuint)key.Length), 0);
            if (result != NotFound)
                Check(result, _folder, $"deleting from table {table.Name}");
        }
    }

    private void PutNumber(nint transaction, byte[] key, ulong number)
    {
        Span<byte> value = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(value, number);
        Put(transaction, _own, key, value);
    }

    private ulong GetNumber(nint transaction, byte[] key)
    {
        fixed (byte* keyBytes = key)
        {
            int result = mdb_get(transaction, _handles[_own.Index], new Val(keyBytes, (nuint)key.Length), out Val stored);
            Check(result == NotFound ? Corrupted : result, _folder, "reading the store's own table");
            byte[] value = StoredValue.Read(_folder, _own, key, stored.Span);
            return value.Length == 8 ? BinaryPrimitives.ReadUInt64BigEndian(value) : throw Failure(Corrupted, _folder, "reading the store's own table");
        }
    }

    /// <summary>Keeps the file longer than its pages need, by a hole that takes no room; twice as long as it must be, so that most commits find it long enough.</summary>
    private void ExtendFile()
    {
        Check(mdb_env_info(_env, out Info info), _folder, "extending the file");
        long needed = checked(((long)info.LastPage + 1) * _pageSize);
        if (_fileLength >= Math.Min(needed + SparseTail, (long)info.MapSize))
            return;
        long wanted = Math.Min(needed + (2 * SparseTail), (long)info.MapSize);
        string path = Path.Combine(_folder, DataFile);
        using SafeFileHandle file = NativeFile.OpenExisting(path);
        try
        {
            if (RandomAccess.GetLength(file) < wanted)
                RandomAccess.SetLength(file, wanted);
        }
        catch (Exception e) when (NativeFile.IsRefusedWrite(e))
        {
            throw NativeFile.WriteFailed(path, e);
        }
        _fileLength = wanted;
    }
}
