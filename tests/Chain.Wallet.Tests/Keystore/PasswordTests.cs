using System.Text;
using Chain.Wallet.Keystore;

namespace Chain.Wallet.Tests.Keystore;

public sealed class PasswordTests
{
    [Fact]
    public void Normal_forms_and_control_characters_make_no_difference()
    {
        Assert.Equal(Normalized("caf\u00E9"), Normalized("cafe\u0301"));
        Assert.Equal(Normalized("secret"), Normalized("se\tcr\u007Fe\u0085t\r"));
        Assert.NotEqual(Normalized("secret"), Normalized("Secret"));
        Assert.NotEqual(Normalized("secret"), Normalized("secret "));
    }

    [Fact]
    public void The_published_password_of_erc_2335_has_its_published_bytes() =>
        Assert.Equal("7465737470617373776f7264f09f9491", Convert.ToHexStringLower(Normalized("\U0001D531\U0001D522\U0001D530\U0001D531\U0001D52D\U0001D51E\U0001D530\U0001D530\U0001D534\U0001D52C\U0001D52F\U0001D521\U0001F511")));

    [Theory]
    [InlineData("secret\n", "secret")]
    [InlineData("secret\r\n", "secret")]
    [InlineData("secret", "secret")]
    [InlineData("secret \n", "secret ")]
    [InlineData("\n", "")]
    [InlineData("", "")]
    public void One_newline_from_a_pipe_is_not_part_of_the_password(string piped, string expected)
    {
        Assert.True(Password.TryRead(Encoding.UTF8.GetBytes(piped), out Password? password, out _));
        Assert.Equal(Encoding.UTF8.GetBytes(expected), password.Typed.ToArray());
    }

    [Fact]
    public void A_second_newline_is_typed_and_is_a_control_character()
    {
        Assert.True(Password.TryRead("secret\n\n"u8, out Password? password, out _));
        Assert.Equal("secret\n"u8.ToArray(), password.Typed.ToArray());
        Assert.Equal("secret"u8.ToArray(), password.Normalized.ToArray());
    }

    [Fact]
    public void Texts_that_cannot_be_passwords_are_refused()
    {
        Assert.Equal(PasswordError.TooLong, ErrorOf(new string('a', Password.LengthMax + 1)));
        Assert.Equal(PasswordError.TooLong, ErrorOf(new string('a', 1 << 20)));
        Assert.Equal(PasswordError.None, ErrorOf(new string('\uFDFA', Password.LengthMax)));
        Assert.Equal(PasswordError.UnknownCharacter, ErrorOf("a\uD800"));
        Assert.Equal(PasswordError.UnknownCharacter, ErrorOf("a\u0378"));
        Assert.False(Password.TryRead([0xFF], out _, out PasswordError error));
        Assert.Equal(PasswordError.Utf8, error);
        Assert.False(Password.TryRead(new byte[1 << 20], out _, out error));
        Assert.Equal(PasswordError.TooLong, error);
    }

    [Theory]
    [InlineData("", true, true)]
    [InlineData("\t", true, true)]
    [InlineData("1234567", false, true)]
    [InlineData("12345678", false, false)]
    public void Empty_and_short_passwords_say_so(string text, bool empty, bool isShort)
    {
        Assert.True(Password.TryCreate(text, out Password? password, out _));
        Assert.Equal((empty, isShort), (password.IsEmpty, password.IsShort));
    }

    [Fact]
    public void A_password_never_shows_and_is_gone_after_dispose()
    {
        Assert.True(Password.TryCreate("canary-canary", out Password? password, out _));
        Assert.DoesNotContain("canary", $"{password}", StringComparison.Ordinal);
        Assert.DoesNotContain("canary", System.Text.Json.JsonSerializer.Serialize(password), StringComparison.Ordinal);
        password.Dispose();
        Assert.Throws<ObjectDisposedException>(() => password.Normalized.Length);
        Assert.Throws<ObjectDisposedException>(() => password.Typed.Length);
    }

    private static byte[] Normalized(string text)
    {
        Assert.True(Password.TryCreate(text, out Password? password, out _));
        return password.Normalized.ToArray();
    }

    private static PasswordError ErrorOf(string text)
    {
        bool created = Password.TryCreate(text, out _, out PasswordError error);
        Assert.Equal(created, error == PasswordError.None);
        return error;
    }
}
