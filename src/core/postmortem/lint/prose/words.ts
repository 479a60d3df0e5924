// Lists of words about people and work that the prose rules share.

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}

/** Pronouns for one person. "They" may be servers, "we" is a group, "nobody" blames nobody. */
export const onePerson = words('i he she you someone somebody whoever');

/** Several people without a name: not blamed, but they can be spoken of with hindsight. */
export const groups = words('we us everyone everybody team teams management department squad');

/** What people are called by their work. Not here: operator, manager, agent, controller, client, which programs are called too. */
export const roles = words(
  `engineer engineers developer developers dev devs sre sres dba sysadmin intern interns contractor contractors employee employees
  author authors reviewer reviewers maintainer maintainers responder responders commander colleague colleagues coworker human humans
  person people staff hire hires trainee trainees newcomer programmer programmers technician technicians on-call oncall`,
);

/** What people and programs are called by their work: people where only people can do what is said. */
export const rolesOrPrograms = words(
  'operator operators admin admins administrator administrators manager managers lead leads agent agents user',
);

/** Programs, services, companies and places that are called like people. */
export const namesOfThings = words(
  `jenkins travis hudson cassandra ruby julia ada pascal crystal jasmine aurora athena apollo atlas alexa watson kafka consul puppet
  chef django vault envoy kong argo iris stella victoria loki thor mimir tempo prometheus jaeger otto luna nova sage sentry robin
  hermes oscar elm kibana grafana redis helm istio rails flask salt spark storm celery dask bamboo jira claude alex siri cortana
  virginia austin sydney madison jordan charlotte florence georgia carolina dallas houston lincoln jackson adelaide melbourne israel chad
  phoenix denver brooklyn savannah troy kent regina montana dakota milan sofia orlando santiago marina india china asia paris london
  morgan stanley wells chase ford tesla
  gatsby hugo jekyll ghost marvin eliza ansible terraform postgres mongo neo lambda dynamo clair trivy falco tina perl rex`,
);

/** Names that are verbs at the beginning of an instruction: "Mark failed jobs as dead". */
export const namesThatAreVerbs = words(
  'mark will rob chase grant bill drew pat max art page skip chip dot pierce lance ward sue bob jack ray rich frank norm guy may miles april june august summer dawn hope faith grace joy rose penny',
);
