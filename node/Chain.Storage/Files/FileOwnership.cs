using System.Runtime.InteropServices;

namespace Chain.Storage.Files;

/// <summary>Whose a file is. A home's files have one name, and belong to the user that the node runs as.</summary>
/// <remarks>
/// A file with a second name (a hard link, as `cp -al` makes) is shared by two folders: whoever writes the one changes the other,
/// and neither lock nor signer state would notice. A file of another user means that the node was once started as that user; going
/// on would leave files of both, and the next start would fail in the middle. Asked for at opening only: a link that is made
/// while the node runs shows at its next start.
/// </remarks>
internal static partial class FileOwnership
{
    // linux/stat.h: struct statx is laid out alike on every architecture, which struct stat is not.
    private const int BytesOfStatx = 256;
    private const int LinksOffset = 16;
    private const int UserOffset = 20;
    private const int ModeOffset = 28;
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint TypeLinksAndUser = 0x1 | 0x4 | 0x8;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int SymbolicLink = 0xA000;

    /// <summary>Refuses a file that is shared, or another user's. What is no regular file is not judged here.</summary>
    /// <exception cref="StorageFailure">It is, or it cannot be asked.</exception>
    public static void RequireOwn(string path)
    {
        Span<byte> about = stackalloc byte[BytesOfStatx];
        if (statx(CurrentFolder, path, NoFollow, TypeLinksAndUser, about) != 0)
            throw NativeFile.Describe(path, Marshal.GetLastPInvokeError(), "cannot be examined");
        int type = MemoryMarshal.Read<ushort>(about[ModeOffset..]) & TypeMask;
        if (type == SymbolicLink)
            throw NativeFile.LinkInPlace(path);
        if (type != RegularFile)
            return;
        uint links = MemoryMarshal.Read<uint>(about[LinksOffset..]);
        if (links > 1)
            throw new StorageFailure(StorageFault.Unreadable, path, $"the file has {links} names (hard links): another folder shares it, and changes there would change it here", $"A backup is made with cp -a of a stopped node, not with cp -l. Give this home a file of its own: cp -a {path} {path}.own && mv {path}.own {path}");
        uint owner = MemoryMarshal.Read<uint>(about[UserOffset..]);
        uint self = geteuid();
        if (owner != self)
            throw new StorageFailure(StorageFault.Unreadable, path, $"the file belongs to user {owner}, and this process runs as user {self}", "Run the node as the user that made the home (without sudo, if it was made without), or give the user that shall run it the whole home: chown -R USER HOME");
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int folder, string path, int flags, uint mask, Span<byte> about);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint geteuid();
}
