using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Wallet.Cli.Running;

/// <summary>The public keys of dev0 … dev9, so that naming them costs no key derivation (2 ms each). A test derives them.</summary>
internal static class DevelopmentKeys
{
    private static readonly string[] s_publicKeys =
    [
        "03244b42a9df73401473dff8ec9c7f85a080952c342494214d99a5ab13d6a71864",
        "029202399bff168fe5992ce30c15573dfc1d5691d32bdb72d32bbd939f9fc7495e",
        "029f9ec5c7c3a80a569151274b54f2923bf36a1eb5a18477d2c610c6bc51d15c8d",
        "02209f70afdd62f04585206b190e9a683ccf77a46d9e8d8d280daf785e9977a6be",
        "0374f41f096aa833e9b5ce2bcee6a6e179426ecf56d43ec7224a82c469c3ac7de6",
        "0374f11bff05d44780e3099981eb2a1af2e855ca52d50bd208096ed3ab46c07cbb",
        "02587c7e151252498addfbadce612bebe3e3f221d411cc92bd798c7e00b697366d",
        "033cb2bab7cf24d7f6b5b62efa8ebfbdd365981ecba69598022301aa464ca43f7b",
        "03fc62b2e04d3b7ff50a7e827b0b74506d3dd1c0c13c89847ccc7bb2611dddaa89",
        "03c7373ac9f1cc753dcd819330273a168d2c2aca9f26118c7738d13ae032d12221",
    ];

    public static PublicKey PublicKeyOf(int index)
    {
        Invariant.Holds(PublicKey.TryCreate(Convert.FromHexString(s_publicKeys[index]), out PublicKey key), "the table holds public keys");
        return key;
    }
}
