using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Chain.Primitives.Crypto;
using Chain.Primitives.Json;
using Chain.Wallet.Keys;

namespace Chain.Wallet.Keystore;

/// <summary>The text of key files: version 4 (ERC-2335) is read and written, version 3 (Web3 secret storage) is read.</summary>
/// <remarks>Fields that are not needed are not looked at: ids, names and descriptions of other programs mean nothing here.</remarks>
internal static class KeyFileJson
{
    /// <summary>Longer than any field of hexadecimal digits.</summary>
    private const int HexLengthMax = 1024;

    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out KeyFile? file, out KeyFileFailure failure)
    {
        file = null;
        if (!StrictJson.TryRead(json, JsonReadOptions.Strict, out JsonValue? root, out JsonReadFailure notJson))
        {
            failure = new(KeyFileError.NotJson, notJson.ToString());
            return false;
        }
        var fields = new JsonFields(root);
        ulong version = fields.Number("version");
        if (fields.Failure.Error == KeyFileError.None && version is not (3 or 4))
            fields.Fail(KeyFileError.Version, "version");
        if (fields.Failure.Error == KeyFileError.None)
            file = version == 4 ? ReadVersion4(fields) : ReadVersion3(fields);
        failure = fields.Failure;
        if (failure.Error != KeyFileError.None)
            file = null;
        return file is not null;
    }

    public static byte[] Write(EncryptedSecret secret, PublicKey publicKey, DerivationPath? path)
    {
        var scrypt = (KeyDerivationFunction.Scrypt)secret.Kdf;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartObject("crypto");
            json.WriteStartObject("kdf");
            json.WriteString("function", "scrypt");
            json.WriteStartObject("params");
            json.WriteNumber("dklen", KeyDerivationFunction.KeyLength);
            json.WriteNumber("n", scrypt.N);
            json.WriteNumber("p", scrypt.P);
            json.WriteNumber("r", scrypt.R);
            json.WriteString("salt", Convert.ToHexStringLower(scrypt.Salt));
            json.WriteEndObject();
            json.WriteString("message", "");
            json.WriteEndObject();
            json.WriteStartObject("checksum");
            json.WriteString("function", "sha256");
            json.WriteStartObject("params");
            json.WriteEndObject();
            json.WriteString("message", Convert.ToHexStringLower(secret.Checksum));
            json.WriteEndObject();
            json.WriteStartObject("cipher");
            json.WriteString("function", "aes-128-ctr");
            json.WriteStartObject("params");
            json.WriteString("iv", Convert.ToHexStringLower(secret.Iv));
            json.WriteEndObject();
            json.WriteString("message", Convert.ToHexStringLower(secret.Ciphertext));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("description", "");
            json.WriteString("pubkey", publicKey.ToString());
            json.WriteString("path", path?.ToString() ?? "");
            json.WriteString("uuid", Guid.NewGuid());
            json.WriteNumber("version", 4);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static KeyFile ReadVersion4(JsonFields fields)
    {
        if (fields.Text("crypto.checksum.function") != "sha256")
            fields.Fail(KeyFileError.Field, "crypto.checksum.function");
        if (fields.Text("crypto.cipher.function") != "aes-128-ctr")
            fields.Fail(KeyFileError.Cipher, "crypto.cipher.function");
        KeyDerivationFunction kdf = ReadKdf(fields, "crypto.kdf.function", "crypto.kdf.params");
        byte[] iv = Exactly(fields, "crypto.cipher.params.iv", EncryptedSecret.IvLength);
        byte[] ciphertext = Exactly(fields, "crypto.cipher.message", EncryptedSecret.SecretLength);
        byte[] checksum = Hex(fields, "crypto.checksum.message");
        if (!PublicKey.TryCreate(Hex(fields, "pubkey"), out PublicKey publicKey))
            fields.Fail(KeyFileError.Field, "pubkey");
        string pathText = fields.OptionalText("path");
        DerivationPath? path = null;
        if (pathText.Length > 0 && !DerivationPath.TryParse(pathText, out path))
            fields.Fail(KeyFileError.Field, "path");
        return new(new(kdf, iv, ciphertext, checksum, IsWeb3: false), publicKey, null, path);
    }

    private static KeyFile ReadVersion3(JsonFields fields)
    {
        string crypto = fields.Has("crypto") ? "crypto" : "Crypto";
        if (fields.Text($"{crypto}.cipher") != "aes-128-ctr")
            fields.Fail(KeyFileError.Cipher, "crypto.cipher");
        KeyDerivationFunction kdf = ReadKdf(fields, $"{crypto}.kdf", $"{crypto}.kdfparams");
        byte[] iv = Exactly(fields, $"{crypto}.cipherparams.iv", EncryptedSecret.IvLength);
        byte[] ciphertext = Exactly(fields, $"{crypto}.ciphertext", EncryptedSecret.SecretLength);
        byte[] checksum = Hex(fields, $"{crypto}.mac");
        byte[]? address = null;
        string addressText = fields.OptionalText("address");
        if (addressText.Length > 0)
        {
            string digits = addressText.StartsWith("0x", StringComparison.Ordinal) ? addressText[2..] : addressText;
            address = new byte[Web3Address.Length];
            if (digits.Length != 2 * address.Length || Convert.FromHexString(digits, address, out _, out _) != System.Buffers.OperationStatus.Done)
                fields.Fail(KeyFileError.Field, "address");
        }
        return new(new(kdf, iv, ciphertext, checksum, IsWeb3: true), null, address, null);
    }

    private static KeyDerivationFunction ReadKdf(JsonFields fields, string function, string parameters)
    {
        string name = fields.Text(function);
        byte[] salt = Hex(fields, $"{parameters}.salt");
        if (salt.Length is < KeyDerivationFunction.SaltLengthMin or > KeyDerivationFunction.SaltLengthMax)
            fields.Fail(KeyFileError.Length, $"{parameters}.salt");
        if (fields.Number($"{parameters}.dklen") != KeyDerivationFunction.KeyLength)
            fields.Fail(KeyFileError.Length, $"{parameters}.dklen");
        KeyDerivationFunction kdf;
        if (name == "pbkdf2")
        {
            kdf = new KeyDerivationFunction.Pbkdf2(fields.Number($"{parameters}.c"), salt);
            if (fields.Text($"{parameters}.prf") != "hmac-sha256")
                fields.Fail(KeyFileError.Kdf, $"{parameters}.prf");
        }
        else
        {
            kdf = new KeyDerivationFunction.Scrypt(fields.Number($"{parameters}.n"), fields.Number($"{parameters}.r"), fields.Number($"{parameters}.p"), salt);
            if (name != "scrypt")
                fields.Fail(KeyFileError.Kdf, function);
        }
        if (kdf.Check() is not KeyFileError.None and KeyFileError error)
            fields.Fail(error, parameters);
        return kdf;
    }

    private static byte[] Exactly(JsonFields fields, string path, int length)
    {
        byte[] bytes = Hex(fields, path);
        if (bytes.Length != length)
            fields.Fail(KeyFileError.Length, path);
        return bytes;
    }

    private static byte[] Hex(JsonFields fields, string path)
    {
        string digits = fields.Text(path);
        byte[] bytes = new byte[Math.Min(digits.Length, HexLengthMax) / 2];
        if (digits.Length % 2 == 0 && digits.Length <= HexLengthMax
            && Convert.FromHexString(digits, bytes, out _, out _) == System.Buffers.OperationStatus.Done)
            return bytes;
        fields.Fail(KeyFileError.Field, path);
        return [];
    }
}
