namespace Chain.Storage;

/// <summary>What is wrong with a file or a store. Every one of them stops the start of a node, or the node.</summary>
public enum StorageFault
{
    /// <summary>A file or folder that must be there is not.</summary>
    Missing,

    /// <summary>It exists already, and creating it anew would lose what it holds.</summary>
    AlreadyExists,

    /// <summary>It cannot be opened, read or written: permissions, a folder in place of a file, a link where a file is expected.</summary>
    Unreadable,

    /// <summary>A checksum does not match, or a structure contradicts itself.</summary>
    Damaged,

    /// <summary>It was written by a version of this program that this one does not know.</summary>
    WrongVersion,

    /// <summary>It belongs to another chain.</summary>
    WrongChain,

    /// <summary>It belongs to another key.</summary>
    WrongKey,

    /// <summary>Parts that belong together are of different heights.</summary>
    Inconsistent,

    /// <summary>Another process uses it.</summary>
    Locked,

    /// <summary>No room: the disk is full, a quota is reached, or the store's reserved size is used up.</summary>
    Full,

    /// <summary>A write or a sync failed. What was being written may or may not be durable.</summary>
    WriteFailed,

    /// <summary>A snapshot was held longer than is allowed.</summary>
    SnapshotExpired,

    /// <summary>More snapshots are open than are allowed.</summary>
    TooManySnapshots,

    /// <summary>A limit on sizes was exceeded.</summary>
    TooLarge,
}
