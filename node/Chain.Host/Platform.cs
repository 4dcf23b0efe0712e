using System.Runtime.Versioning;

// The stores, file locks and modes are those of Linux.
[assembly: SupportedOSPlatform("linux")]
