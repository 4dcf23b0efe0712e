using System.Buffers.Binary;
using System.Collections;
using System.Text;
using Chain.Storage.Files;
using Microsoft.Win32.SafeHandles;

namespace Chain.Storage.KeyValue;

/// <summary>Reads an LMDB file page by page before LMDB itself does, because LMDB trusts its pages: a damaged one can end the process, hide a key, or let a commit overwrite live data.</summary>
/// <remarks>
/// Followed from the newest root page: every page of every table (place, kind, bounds, order of keys, each page reached once), the checksum of every value, and the
/// list of free pages (none of them in use). The format is that of LMDB 0.9 on 64-bit machines: a page begins with its number (8), padding (2), flags (2), and the
/// bounds of its free room (2 + 2), then offsets of nodes; a node has the low and high half of its data's size (in branches with the flags: a page number), flags (2), key length (2), key, data.
/// </remarks>
internal sealed class LmdbCheck
{
    private const int HeaderLength = 16;
    private const int NodeHeaderLength = 8;
    private const int TableRecordLength = 48;
    private const int DepthMax = 32;

    private const int BranchPage = 1;
    private const int LeafPage = 2;
    private const int OverflowPage = 4;
    private const int BigData = 1;
    private const int SubTable = 2;

    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly IReadOnlyList<Table> _tables;
    private readonly int _pageSize;
    private readonly ulong _lastPage;
    private readonly BitArray _seen;

    private LmdbCheck(SafeFileHandle file, string path, IReadOnlyList<Table> tables, int pageSize, ulong lastPage)
    {
        _file = file;
        _path = path;
        _tables = tables;
        _pageSize = pageSize;
        _lastPage = lastPage;
        _seen = new BitArray(checked((int)lastPage + 1));
    }

    /// <summary>Refuses a file that is damaged anywhere in what its newest root page leads to. Does nothing for a file whose pages are more than <paramref name="bytesMax"/>.</summary>
    /// <exception cref="StorageFailure">It is damaged.</exception>
    public static void Run(SafeFileHandle file, string path, IReadOnlyList<Table> tables, long bytesMax)
    {
        Span<byte> meta = stackalloc byte[HeaderLength + 136];
        byte[]? newest = null;
        int pageSize = 0;
        for (int i = 0; i < 2; i++)
        {
            if (NativeFile.Read(file, path, meta, (long)i * pageSize) < meta.Length || BinaryPrimitives.ReadUInt32LittleEndian(meta[HeaderLength..]) != 0xBEEFC0DE)
                throw Damaged(path, i, "a root page does not begin like one");
            if (BinaryPrimitives.ReadUInt32LittleEndian(meta[(HeaderLength + 4)..]) != 1)
                throw new StorageFailure(StorageFault.WrongVersion, path, "the file has another format of LMDB", "Use the program that wrote it");
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(meta[(HeaderLength + 24)..]);
            if (size is < 512 or > 65536 || !System.Numerics.BitOperations.IsPow2(size) || (i == 1 && size != pageSize))
                throw Damaged(path, i, "a root page has no size of pages");
            pageSize = (int)size;
            if (newest is null || Number(meta, 128) > Number(newest, 128))
                newest = meta.ToArray();
        }
        ulong lastPage = Number(newest, 120);
        if (lastPage > (ulong)(RandomAccess.GetLength(file) / pageSize) || ((long)lastPage + 1) * pageSize > RandomAccess.GetLength(file))
            throw Damaged(path, 0, "the file is shorter than its root page says");
        if (((long)lastPage + 1) * pageSize > bytesMax)
            return;
        var check = new LmdbCheck(file, path, tables, pageSize, lastPage);
        check.CheckTables(newest.AsSpan(HeaderLength + 72, TableRecordLength));
        check.CheckFree(newest.AsSpan(HeaderLength + 24, TableRecordLength));
    }

    private static ulong Number(ReadOnlySpan<byte> meta, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(meta[(HeaderLength + offset)..]);

    private static StorageFailure Damaged(string path, long page, string why) =>
        new(StorageFault.Damaged, path, $"{why} (page {page})", LmdbStore.RestoreAdvice);

    private void CheckTables(ReadOnlySpan<byte> main)
    {
        var found = new List<(Table Table, byte[] Record)>();
        Walk(main, (page, key, flags, data) =>
        {
            string name = Encoding.UTF8.GetString(key);
            Table? table = _tables.FirstOrDefault(table => table.Name == name);
            if (flags != SubTable || data.Length != TableRecordLength)
                throw Damaged(_path, page, "the list of tables is damaged");
            if (table is not null)
                found.Add((table, data.ToArray()));
        });
        foreach ((Table table, byte[] record) in found)
            Walk(record, (_, key, _, data) => StoredValue.Check(_path, table, key, data));
    }

    /// <summary>Free pages: by transaction, each a count and so many page numbers.</summary>
    private void CheckFree(ReadOnlySpan<byte> free)
    {
        var pages = new List<ulong>();
        Walk(free, (page, key, _, data) =>
        {
            ulong count = data.Length >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(data) : ulong.MaxValue;
            if (key.Length != 8 || count > (ulong)(data.Length / 8) - 1)
                throw Damaged(_path, page, "the list of free pages is damaged");
            for (int i = 1; i <= (int)count; i++)
                pages.Add(BinaryPrimitives.ReadUInt64LittleEndian(data[(8 * i)..]));
        }, numericKeys: true);
        foreach (ulong page in pages)
            Visit(page, 1);
    }

    private void Walk(ReadOnlySpan<byte> table, Entry visit, bool numericKeys = false)
    {
        ulong root = BinaryPrimitives.ReadUInt64LittleEndian(table[40..]);
        int depth = BinaryPrimitives.ReadUInt16LittleEndian(table[6..]);
        if (root == ulong.MaxValue)
            return;
        if (depth is 0 or > DepthMax)
            throw Damaged(_path, 0, "a table has an impossible depth");
        var walk = new TableWalk(depth, numericKeys, visit);
        WalkPage(walk, root, 1);
        ulong entries = BinaryPrimitives.ReadUInt64LittleEndian(table[32..]);
        if (walk.Entries != entries)
            throw Damaged(_path, (long)root, $"a table has {walk.Entries} entries and should have {entries}");
    }

    /// <summary>The depth is bounded by the table's record, which is bounded above.</summary>
    private void WalkPage(TableWalk walk, ulong number, int depth)
    {
        Visit(number, 1);
        byte[] page = new byte[_pageSize];
        ReadPages(page, number);
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(page.AsSpan(10));
        int lower = BinaryPrimitives.ReadUInt16LittleEndian(page.AsSpan(12));
        int upper = BinaryPrimitives.ReadUInt16LittleEndian(page.AsSpan(14));
        bool isLeaf = depth == walk.Depth;
        if (flags != (isLeaf ? LeafPage : BranchPage) || lower < HeaderLength || (lower & 1) != 0 || lower > upper || upper > _pageSize)
            throw Damaged(_path, (long)number, "a page is not of the kind that it should be");
        for (int i = 0; i < (lower - HeaderLength) / 2; i++)
        {
            int at = BinaryPrimitives.ReadUInt16LittleEndian(page.AsSpan(HeaderLength + (2 * i)));
            if (at < upper || at > _pageSize - NodeHeaderLength)
                throw Damaged(_path, (long)number, "an entry lies outside its page");
            WalkNode(walk, page, number, at, depth, isFirst: i == 0);
        }
    }

    private void WalkNode(TableWalk walk, byte[] page, ulong number, int at, int depth, bool isFirst)
    {
        ReadOnlySpan<byte> node = page.AsSpan(at);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(node);
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(node[4..]);
        int keyLength = BinaryPrimitives.ReadUInt16LittleEndian(node[6..]);
        if (keyLength > node.Length - NodeHeaderLength)
            throw Damaged(_path, (long)number, "a key lies outside its page");
        ReadOnlySpan<byte> key = node.Slice(NodeHeaderLength, keyLength);
        if (depth < walk.Depth)
        {
            // The first key of a branch is not looked at by searches, and may be empty; any other bounds what is below.
            if (!isFirst && !walk.IsAfterLast(key))
                throw Damaged(_path, (long)number, "keys are out of order");
            WalkPage(walk, size | ((ulong)flags << 32), depth + 1);
            return;
        }
        if (!walk.TryAdvance(key))
            throw Damaged(_path, (long)number, "keys are out of order");
        ReadOnlySpan<byte> rest = node[(NodeHeaderLength + keyLength)..];
        if ((flags & BigData) == 0)
        {
            if (size > rest.Length)
                throw Damaged(_path, (long)number, "a value lies outside its page");
            walk.Visit((long)number, key, flags, rest[..(int)size]);
            return;
        }
        if (rest.Length < 8 || size > int.MaxValue - HeaderLength)
            throw Damaged(_path, (long)number, "a value lies outside its page");
        walk.Visit((long)number, key, flags & ~BigData, ReadOverflow(BinaryPrimitives.ReadUInt64LittleEndian(rest), (int)size));
    }

    private byte[] ReadOverflow(ulong first, int size)
    {
        int pages = (int)(((long)size + HeaderLength + _pageSize - 1) / _pageSize);
        Visit(first, pages);
        byte[] bytes = new byte[(long)pages * _pageSize];
        ReadPages(bytes, first);
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(10)) != OverflowPage || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(12)) != (uint)pages)
            throw Damaged(_path, (long)first, "a page is not of the kind that it should be");
        return bytes[HeaderLength..(HeaderLength + size)];
    }

    private void ReadPages(byte[] bytes, ulong number)
    {
        if (NativeFile.Read(_file, _path, bytes, (long)number * _pageSize) != bytes.Length || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != number)
            throw Damaged(_path, (long)number, "a page is not in its place");
    }

    private void Visit(ulong first, int pages)
    {
        if (first < 2 || first > _lastPage || (ulong)pages > _lastPage + 1 - first)
            throw Damaged(_path, (long)first, "a page lies outside the file");
        for (int i = 0; i < pages; i++)
        {
            if (_seen[(int)first + i])
                throw Damaged(_path, (long)first + i, "a page is used twice");
            _seen[(int)first + i] = true;
        }
    }

    private delegate void Entry(long page, ReadOnlySpan<byte> key, int flags, ReadOnlySpan<byte> data);

    private sealed class TableWalk(int depth, bool numericKeys, Entry visit)
    {
        private byte[]? _last;

        public int Depth { get; } = depth;

        public ulong Entries { get; private set; }

        public Entry Visit { get; } = visit;

        public bool IsAfterLast(ReadOnlySpan<byte> key) => _last is null || Compare(_last, key) < 0;

        public bool TryAdvance(ReadOnlySpan<byte> key)
        {
            if (!IsAfterLast(key))
                return false;
            _last = key.ToArray();
            Entries++;
            return true;
        }

        private int Compare(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) => numericKeys && x.Length == 8 && y.Length == 8
            ? BinaryPrimitives.ReadUInt64LittleEndian(x).CompareTo(BinaryPrimitives.ReadUInt64LittleEndian(y))
            : x.SequenceCompareTo(y);
    }
}
