using System.Runtime.InteropServices;

namespace Chain.Storage.KeyValue;

/// <summary>The part of LMDB's C interface that is used here (Debian package liblmdb0).</summary>
internal static unsafe partial class LmdbNative
{
    private const string Library = "liblmdb.so.0";

    public const uint NoTls = 0x200000;
    public const uint NoReadAhead = 0x800000;
    public const uint NoMetaSync = 0x40000;
    public const uint ReadOnlyTransaction = 0x20000;
    public const uint CreateTable = 0x40000;

    public const int NotFound = -30798;
    public const int MapFull = -30792;
    public const int Invalid = -30793;
    public const int VersionMismatch = -30794;
    public const int Panic = -30795;
    public const int Corrupted = -30796;
    public const int PageNotFound = -30797;
    public const int ReadersFull = -30790;

    public const int CursorFirst = 0;
    public const int CursorLast = 6;
    public const int CursorNext = 8;
    public const int CursorPrevious = 12;
    public const int CursorSetRange = 17;

    [StructLayout(LayoutKind.Sequential)]
    public struct Val(void* data, nuint size)
    {
        public nuint Size = size;
        public void* Data = data;

        public readonly ReadOnlySpan<byte> Span => new(Data, checked((int)Size));
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Info
    {
        public nint MapAddress;
        public nuint MapSize;
        public nuint LastPage;
        public nuint LastTransaction;
        public uint ReadersMax;
        public uint Readers;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Stat
    {
        public uint PageSize;
        public uint Depth;
        public nuint BranchPages;
        public nuint LeafPages;
        public nuint OverflowPages;
        public nuint Entries;
    }

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_env_create(out nint env);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_env_set_mapsize(nint env, nuint size);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_env_set_maxreaders(nint env, uint readers);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_env_set_maxdbs(nint env, uint tables);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_env_set_flags(nint env, uint flags, int on);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_env_open(nint env, string path, uint flags, int mode);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void mdb_env_close(nint env);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_env_sync(nint env, int force);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_env_info(nint env, out Info info);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_env_stat(nint env, out Stat stat);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_reader_check(nint env, out int dead);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_txn_begin(nint env, nint parent, uint flags, out nint transaction);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_txn_commit(nint transaction);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void mdb_txn_abort(nint transaction);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nuint mdb_txn_id(nint transaction);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_dbi_open(nint transaction, string name, uint flags, out uint table);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_stat(nint transaction, uint table, out Stat stat);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_get(nint transaction, uint table, in Val key, out Val value);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_put(nint transaction, uint table, in Val key, ref Val value, uint flags);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_del(nint transaction, uint table, in Val key, nint value);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_cursor_open(nint transaction, uint table, out nint cursor);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void mdb_cursor_close(nint cursor);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int mdb_cursor_get(nint cursor, ref Val key, ref Val value, int operation);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint mdb_strerror(int error);

    /// <summary>The library's words for a return code.</summary>
    public static string Message(int error) => Marshal.PtrToStringUTF8(mdb_strerror(error)) ?? $"error {error}";
}
