/** Methods of image builders that take requirements: Modal's `pip_install`, BentoML's `python_packages`, Beam's `add_python_packages`. */
export const INSTALLS =
  /^(?:uv_)?pip_install(?:_private_repos)?$|^(?:add_|with_)?(?:python|pip)_packages?$|^pip_install_packages$/i;

/** Calls that run a command or give it to something that does. */
export const RUNS =
  /^(?:system|popen|run|call|check_call|check_output|getoutput|getstatusoutput|sh|shell|bash|cmd|command|exec|execute|spawn\w*|create_subprocess_\w+|\w*(?:run|exec|execute|shell|bash|ssh)_?(?:commands?|cmds?|shell|scripts?)?|\w*commands?)$/i;

/** Names of what holds a command or a script: keywords, keys and variables. */
export const COMMAND =
  /(?:^|_|\b)(?:setup|run|cmds?|commands?|scripts?|install|installs|bootstrap|startup|user_data|userdata|entrypoint|args|steps|dockerfile|template|yaml)(?:$|_|\b)/i;

/** Names of what holds a list of requirements: Ray's `pip`, Kubeflow's `packages_to_install`, setuptools' `install_requires`. */
export const REQUIREMENTS =
  /(?:^|_)(?:pip|requirements?|requires?|reqs?|dependencies|deps|packages|packages_to_install|extras)(?:$|_)/i;

/** Such lists that nothing but an installer takes: a bare name in one asks for vLLM. */
export const CERTAIN_REQUIREMENTS =
  /^(?:pip|pip_packages|python_packages|pip_requirements|extra_pip_requirements|packages_to_install|install_requires|requirements)$/i;

/** Functions that judge the installed version: `require_version("vllm>=0.11")`. */
export const CHECKS =
  /^_?(?:require|requires|check|assert|ensure|validate|verify|is)_?\w*(?:version|package|dependency|requirement)\w*$|^require$/i;

/** A test's own values are what it compares with, but for a constant that is named for an image it starts. */
export function isTestFile(path: string): boolean {
  return /(?:^|\/)(?:tests?|testing|unit_?tests?|e2e)\/|(?:^|\/)(?:(?:self)?test[_-][^/]*|[^/]*[_-](?:self)?test|conftest)\.(?:py|sh|bash)$/i.test(
    path,
  );
}
