const passedOn = /^(PATH|HOME|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|PIP_\w+|npm_config_registry|(https?|no)_proxy)$/i;

/** What a program started by hand would see and needs: how to find programs and registries, and nothing of ours. */
export const shellVariables = (environment: Record<string, string | undefined>): Record<string, string> => ({
  LANG: 'C.UTF-8',
  ...Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      passedOn.test(name) && value !== undefined ? [[name, value] as const] : [],
    ),
  ),
});
