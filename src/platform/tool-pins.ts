// Written by scripts/pin-tools.ts; do not edit by hand.
import type { ToolPin } from "./tools.ts";

export const TOOL_PINS = {
  uv: {
    version: "0.13.9",
    builds: {
      "linux-x64-glibc": {
        wheel: "uv-0.13.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        sha256: "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
        member: "uv-0.13.9.data/scripts/uv",
        memberSha256: "b73acdf73b96c3ac9e56d2fa933427b3ee6a901e3cce6ba1e3ecb3f91ca0d86a",
      },
      "linux-arm64-glibc": {
        wheel: "uv-0.13.9-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl",
        sha256: "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
        member: "uv-0.13.9.data/scripts/uv",
        memberSha256: "bbecb5ac518030bb5e84f1999c577228460192832ac24a92bd772735682979f4",
      },
      "linux-x64-musl": {
        wheel: "uv-0.13.9-py3-none-musllinux_1_1_x86_64.whl",
        sha256: "2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25",
        member: "uv-0.13.9.data/scripts/uv",
        memberSha256: "edbfb9a3d00dc84148e6691cd8740781fdc32db6505d7ef88ba6c3e569d5bec9",
      },
      "linux-arm64-musl": {
        wheel: "uv-0.13.9-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl",
        sha256: "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
        member: "uv-0.13.9.data/scripts/uv",
        memberSha256: "bbecb5ac518030bb5e84f1999c577228460192832ac24a92bd772735682979f4",
      },
      "darwin-x64": {
        wheel: "uv-0.13.9-py3-none-macosx_10_12_x86_64.whl",
        sha256: "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
        member: "uv-0.13.9.data/scripts/uv",
        memberSha256: "9d275208c058354f9b300ea46a499c7a29de3249ae839503cadff2c01c159d69",
      },
      "darwin-arm64": {
        wheel: "uv-0.13.9-py3-none-macosx_11_0_arm64.whl",
        sha256: "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
        member: "uv-0.13.9.data/scripts/uv",
        memberSha256: "0e17c316d23b33b4e840669f516f5cb7f5c1faa816ebd3824052ab50082ecefb",
      },
    },
  },
  ty: {
    version: "0.0.105",
    builds: {
      "linux-x64-glibc": {
        wheel: "ty-0.0.105-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        sha256: "c3217b0b217215222f8fa9d9d9eebbeae37b7a2b072dbb2f13b3d709ebd69ac5",
        member: "ty-0.0.105.data/scripts/ty",
        memberSha256: "80ab95afdfb8ddf80cd1bd4b38f3f19e5e74be1fc6299712d680713e228beac0",
      },
      "linux-arm64-glibc": {
        wheel: "ty-0.0.105-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.whl",
        sha256: "7a8c015cb075a5813a692170edc1ed2dfe7bd72e1c946cc8a102d612e5e710cb",
        member: "ty-0.0.105.data/scripts/ty",
        memberSha256: "f5a2545dcf91602df0a3e1ae5bae4ac4cb45f77563145e57af10b1d223e1fc99",
      },
      "linux-x64-musl": {
        wheel: "ty-0.0.105-py3-none-musllinux_1_2_x86_64.whl",
        sha256: "dd371e01305d5e64d82dc9afdc21c64fe101c3f5fa87ff5f9267f00a60845cc7",
        member: "ty-0.0.105.data/scripts/ty",
        memberSha256: "5b6701621e70663577a193ccb67478ccde05d89d4bca76b25dd7b62fc89e2c64",
      },
      "linux-arm64-musl": {
        wheel: "ty-0.0.105-py3-none-musllinux_1_2_aarch64.whl",
        sha256: "863d4cd5f9b5b29528f35c36fe5f9a60aa7e3e04d0db109e6ee3e58d94f783d4",
        member: "ty-0.0.105.data/scripts/ty",
        memberSha256: "c80bfbe8f076bb92f96c42e073ef60451af3d3625ec1b9f359b6d257abacd5a3",
      },
      "darwin-x64": {
        wheel: "ty-0.0.105-py3-none-macosx_10_12_x86_64.whl",
        sha256: "2c8c13402c9cc057b0b0f8bf8b06dd5fb4d9bf00b0f9dbd34be707bf5280cff8",
        member: "ty-0.0.105.data/scripts/ty",
        memberSha256: "e10b387d6d52971e19f028cd4db682cbf1c446d7551a3ae308dfe4b33560a36a",
      },
      "darwin-arm64": {
        wheel: "ty-0.0.105-py3-none-macosx_11_0_arm64.whl",
        sha256: "3278adedc1b177d9be84e2b4938aca895f1c80e72ee23b6d0314775d65eb7937",
        member: "ty-0.0.105.data/scripts/ty",
        memberSha256: "fff62f60fed787b06dbebee06548d4ddedec3aec36075c5832be2e5e1493ae9e",
      },
    },
  },
  pip: {
    version: "25.3",
    builds: {
      any: {
        wheel: "pip-25.3-py3-none-any.whl",
        sha256: "9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd",
      },
    },
  },
} as const satisfies Record<string, ToolPin>;
