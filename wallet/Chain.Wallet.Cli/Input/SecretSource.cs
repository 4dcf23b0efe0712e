using System.Security.Cryptography;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Files;
using Chain.Wallet.Keys;
using Chain.Wallet.Keystore;

namespace Chain.Wallet.Cli.Input;

/// <summary>Where passwords and phrases come from: the prompt, a file that only its owner can read, or an open descriptor. Never the command line or the environment.</summary>
internal sealed class SecretSource(Invocation invocation)
{
    private const int SecretBytesMax = 8 * 1024;
    private const UnixFileMode OthersMode = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private byte[]? _given;

    /// <summary>A password that opens something.</summary>
    public Password Password(string what)
    {
        if (Given() is { } given)
            return FromBytes(given);
        char[] typed = Terminal.ReadSecret(what);
        try
        {
            return Checked(Keystore.Password.TryCreate(typed, out Password? password, out PasswordError error) ? password : null, error);
        }
        finally
        {
            typed.AsSpan().Clear();
        }
    }

    /// <summary>A password for something new: typed twice at a prompt. <paramref name="file"/> names the file of it where another password is asked for too.</summary>
    public Password NewPassword(string what, string? file = null)
    {
        Password password = file is not null ? FromBytes(SecretFile(file)) : Given() is { } given ? FromBytes(given) : TypedTwice(what);
        if (password.IsEmpty)
        {
            password.Dispose();
            throw new WalletException(ProblemKind.Key, "password-empty", "the password is empty", "a key is not stored under an empty password", "choose one of eight characters or more");
        }
        if (password.IsShort)
            invocation.Report.Warn("short-password", "the password is short: whoever gets the file can guess it");
        return password;
    }

    /// <summary>A phrase: typed at a prompt, or from a file or standard input.</summary>
    public Mnemonic Phrase(string? file)
    {
        char[] text = file is null && Terminal.IsInteractive ? Terminal.ReadSecret("recovery phrase") : FromFile(file ?? "-");
        try
        {
            if (Mnemonic.TryParse(text.AsSpan().Trim("\r\n"), out Mnemonic? mnemonic, out MnemonicFailure failure))
                return mnemonic;
            throw new WalletException(ProblemKind.Key, "phrase", "this is not a recovery phrase", failure.ToString(), "check the words and their order");
        }
        finally
        {
            text.AsSpan().Clear();
        }
    }

    /// <summary>A secret file's bytes; whoever calls clears them.</summary>
    public static byte[] SecretFile(string path)
    {
        if (path != "-" && File.Exists(path) && (File.GetUnixFileMode(path) & OthersMode) != 0)
            throw new WalletException(ProblemKind.Key, "file-mode", $"'{Display.Safe(path)}' can be read or written by others", "a secret belongs into a file of mode 0600", $"chmod 600 {Display.Safe(path)}");
        return InputFile.Read(path, SecretBytesMax);
    }

    private static char[] FromFile(string path)
    {
        byte[] bytes = SecretFile(path);
        try
        {
            return System.Text.Encoding.UTF8.GetChars(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static Password TypedTwice(string what)
    {
        char[] first = Terminal.ReadSecret($"new {what}");
        char[] second = Terminal.ReadSecret($"new {what}, once more");
        try
        {
            if (!first.AsSpan().SequenceEqual(second))
                throw new WalletException(ProblemKind.Key, "passwords-differ", "the two passwords are not the same", null, "try again");
            return Checked(Keystore.Password.TryCreate(first, out Password? password, out PasswordError error) ? password : null, error);
        }
        finally
        {
            first.AsSpan().Clear();
            second.AsSpan().Clear();
        }
    }

    private static Password FromBytes(byte[] utf8) => Checked(Keystore.Password.TryRead(utf8, out Password? read, out PasswordError error) ? read : null, error);

    /// <summary>From --password-file or --password-fd, read once; null when neither is given.</summary>
    private byte[]? Given()
    {
        if (_given is not null)
            return _given;
        string? file = invocation.Value(GlobalOptions.PasswordFile);
        int? descriptor = invocation.Value(GlobalOptions.PasswordDescriptor);
        if (file is not null && descriptor is not null)
            throw new WalletException(ProblemKind.Usage, "two-passwords", "--password-file and --password-fd exclude each other");
        if (file is not null)
            _given = SecretFile(file);
        else if (descriptor is { } number)
            _given = FromDescriptor(number);
        return _given;
    }

    private static byte[] FromDescriptor(int number)
    {
        if (number is < 0 or 1 or 2 || (number == 0 && !StandardHandles.HasInput))
            throw new WalletException(ProblemKind.Usage, "password-fd", $"descriptor {number} is no place for a password", null, "use 0 for standard input, or 3 and above");
        try
        {
            using FileStream stream = new($"/proc/self/fd/{number}", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return DurableFile.ReadBounded(stream, $"descriptor {number}", SecretBytesMax);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WalletException(new(ProblemKind.Key, "password-fd", $"descriptor {number} cannot be read", Display.Safe(e.Message)), e);
        }
    }

    private static Password Checked(Password? password, PasswordError error) => password ?? throw new WalletException(
        ProblemKind.Key, "password", "this cannot be a password",
        error switch
        {
            PasswordError.TooLong => $"it is longer than {Keystore.Password.LengthMax} characters",
            PasswordError.Utf8 => "it is not UTF-8",
            _ => "it has a character whose normal form Unicode has not fixed",
        });
}
