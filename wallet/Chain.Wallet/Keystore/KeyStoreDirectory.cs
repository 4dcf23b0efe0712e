using Chain.Primitives.Crypto;
using Chain.Wallet.Files;
using Chain.Wallet.Keys;

namespace Chain.Wallet.Keystore;

/// <summary>The keys of one home: a folder for the owner alone with one encrypted file a key, named after it.</summary>
/// <remarks>
/// Changes are made under a lock between processes, and every file is whole or not there. Refusals are
/// <see cref="WalletException"/>s; errors of the disk are <see cref="IOException"/>s and leave the store as it was.
/// </remarks>
public sealed class KeyStoreDirectory
{
    private const string Extension = ".json";
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly string _folder;
    private readonly ulong _scryptN;

    /// <summary>A store in a folder, which is created with the first key.</summary>
    public KeyStoreDirectory(string folder)
        : this(folder, KeyDerivationFunction.Scrypt.StandardN)
    {
    }

    internal KeyStoreDirectory(string folder, ulong scryptN)
    {
        _folder = Path.GetFullPath(folder);
        _scryptN = scryptN;
    }

    /// <summary>All keys by name, and the files that cannot be read. Reads no password and derives nothing.</summary>
    public KeyListing List()
    {
        var keys = new List<KeyEntry>();
        var problems = new List<WalletProblem>();
        foreach (string name in Names())
        {
            try
            {
                keys.Add(Find(name));
            }
            catch (WalletException problem)
            {
                // A file that went away since the folder was read was renamed or deleted meanwhile: no problem.
                if (problem.Problem.Kind != ProblemKind.NotFound)
                    problems.Add(problem.Problem);
            }
        }
        return new(keys, problems);
    }

    /// <summary>One key.</summary>
    public KeyEntry Find(string name) => Entry(name, Read(name));

    /// <summary>Opens a key. The caller disposes it.</summary>
    public PrivateKey Unlock(string name, Password password) => Unlock(PathOf(name), Read(name), password);

    /// <summary>Stores a new key under a name that is free.</summary>
    public KeyEntry Add(string name, PrivateKey key, Password password, DerivationPath? path = null)
    {
        RequireUsable(name, password);
        KeyFile file = KeyFile.Create(key, password, path, _scryptN);
        using FileLock held = Lock();
        RequireNew(name, key.GetPublicKey());
        if (!DurableFile.TryCreate(PathOf(name), file.ToJson()))
            throw KeyProblems.Exists(name);
        return Find(name);
    }

    /// <summary>Opens a key file of this project, of ERC-2335 or of Web3 v3, and stores its key anew under a name that is free.</summary>
    public KeyEntry Import(string name, ReadOnlySpan<byte> keyFile, Password filePassword, Password newPassword)
    {
        RequireUsable(name, newPassword);
        if (!KeyFile.TryParse(keyFile, out KeyFile? file, out KeyFileFailure failure))
            throw KeyProblems.Unreadable("the given file", failure);
        using PrivateKey key = Unlock("the given file", file, filePassword);
        return Add(name, key, newPassword, file.Path);
    }

    /// <summary>The bytes of a key's file, still encrypted.</summary>
    public byte[] Export(string name) => ReadBytes(name);

    /// <summary>Gives a key another name that is free.</summary>
    public void Rename(string from, string to)
    {
        if (!KeyName.IsValid(to))
            throw KeyProblems.Unnamable();
        using FileLock held = Lock();
        Read(from);
        if (Path.Exists(PathOf(to)))
            throw KeyProblems.Exists(to);
        DurableFile.Move(PathOf(from), PathOf(to));
    }

    /// <summary>Removes a key for good. Its coins can be moved only with a backup or its phrase.</summary>
    public void Delete(string name)
    {
        using FileLock held = Lock();
        if (!KeyName.IsValid(name) || !Path.Exists(PathOf(name)))
            throw KeyProblems.NotFound(name);
        DurableFile.Delete(PathOf(name));
    }

    /// <summary>Encrypts a key under another password. A crash leaves the old file or the new one.</summary>
    public void ChangePassword(string name, Password oldPassword, Password newPassword)
    {
        RequireUsable(name, newPassword);
        using FileLock held = Lock();
        KeyFile file = Read(name);
        using PrivateKey key = Unlock(PathOf(name), file, oldPassword);
        DurableFile.Replace(PathOf(name), KeyFile.Create(key, newPassword, file.Path, _scryptN).ToJson());
    }

    private static PrivateKey Unlock(string where, KeyFile file, Password password) =>
        file.TryUnlock(password, out PrivateKey? key, out KeyFileFailure failure) ? key : throw KeyProblems.Unreadable(where, failure);

    private static void RequireUsable(string name, Password password)
    {
        if (!KeyName.IsValid(name))
            throw KeyProblems.Unnamable();
        if (password.IsEmpty)
            throw KeyProblems.EmptyPassword();
    }

    private void RequireNew(string name, PublicKey publicKey)
    {
        if (Path.Exists(PathOf(name)))
            throw KeyProblems.Exists(name);
        if (List().Keys.FirstOrDefault(k => k.PublicKey == publicKey) is { } same)
            throw KeyProblems.SameKey(same.Name);
    }

    private IEnumerable<string> Names() => Directory.Exists(_folder)
        ? Directory.EnumerateFiles(_folder, "*" + Extension)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(KeyName.IsValid)
            .Order(StringComparer.Ordinal)
        : [];

    private KeyEntry Entry(string name, KeyFile file)
    {
        const UnixFileMode Missing = (UnixFileMode)(-1);
        UnixFileMode mode = new FileInfo(PathOf(name)).UnixFileMode;
        if (mode == Missing)
            throw KeyProblems.NotFound(name);
        return new(name, file.PublicKey ?? throw WithoutPublicKey(name), file.Path, file.IsWeak, (mode & Others) != 0);
    }

    private KeyFile Read(string name)
    {
        if (!KeyFile.TryParse(ReadBytes(name), out KeyFile? file, out KeyFileFailure failure))
            throw KeyProblems.Unreadable(PathOf(name), failure);
        return file.PublicKey is null ? throw WithoutPublicKey(name) : file;
    }

    private byte[] ReadBytes(string name)
    {
        if (!KeyName.IsValid(name))
            throw KeyProblems.NotFound(name);
        string path = PathOf(name);
        if (new FileInfo(path).LinkTarget is not null)
            throw KeyProblems.Link(path);
        if (new FileInfo(path) is { Exists: true, Length: > KeyFile.BytesMax })
            throw KeyProblems.Unreadable(path, new(KeyFileError.TooLarge, ""));
        return DurableFile.TryRead(path, KeyFile.BytesMax) ?? throw KeyProblems.NotFound(name);
    }

    /// <summary>A Web3 file that was copied into the folder: it has to be imported, so that its key is known before it is opened.</summary>
    private WalletException WithoutPublicKey(string name) => KeyProblems.Unreadable(PathOf(name), new(KeyFileError.Field, "pubkey"));

    private FileLock Lock() => FileLock.Acquire(Path.Combine(_folder, ".lock"));

    private string PathOf(string name) => Path.Combine(_folder, name + Extension);
}
