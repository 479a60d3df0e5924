// E26: an acronym is explained where it is first used, unless everybody in this work knows it.
import type { Passage } from '../../as-read.ts';
import { rangeIn } from '../../read/passage.ts';
import type { Prose } from '../prose/prose.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const acronyms: Rule = {
  code: 'E26',
  level: 'W',
  says: 'An acronym that not everybody knows is explained at its first use.',
  because: 'Postmortems are read by people of other teams, and by new ones.',
  bad: 'The WAL was full.',
  good: 'The write-ahead log (WAL) was full.',
  source: 'PagerDuty’s guide: define lingo',
  check,
};

/** Known to everybody who reads about incidents of software. */
const KNOWN = new Set(
  `AC ACK ACL AI AM AMI ANSI API APIS APM APP ARM ARN ASAP ASCII ASG AWS AZ BIOS BSD CA CD CDN CEO CFO CI CIDR CISO CLI COO CORS CPU CRM CRON CRUD CSP
  CSS CSV CTO CTA CVE DB DBA DBMS DC DDOS DNS DOM DOS DR DRILL EBS EC2 ECS EKS ELB EOF EOL ETA ETL EU FAQ FTP GB GCP GDPR GHZ GIB GIT GMT GPU GUI HA
  HDD HMAC HR HTML HTTP HTTPS IAM IBAN IC ICMP ID IDE IDS IMAP IO IOPS IOT IP IPC ISO ISP IT JAR JS JSON JVM JWT KB KIB KMS KPI LAN LB LDAP LTS MAC MB MFA
  MIB ML MTTA MTTD MTTM MTTR MVP MX NAT NFS NGINX NIC NTP OAUTH OK OOM ORM OS OSS OTP P2P PC PDF PGP PHP PID PII PM PNG POC POSIX POST PR PRS PSQL PTO QA QPS
  RAM RBAC RDS REST RFC ROI RPC RPM RPS RSA RTT S3 SAAS SAML SAN SCM SCP SDK SDLC SEO SEV SFTP SHA SLA SLAS SLI SLO SLOS SMS SMTP SNMP SNS SOC SPA SQL
  SQS SRE SRES SSD SSH SSL SSO SVG TB TCP TIB TLS TODO TTL TV UAT UDP UI UK UML URI URL URLS US USA USB UTC UTF UUID UX VIP VLAN VM VMS VPC VPN VPS WAF WAN
  WIFI WWW XML XSS YAML ZIP GET PUT DELETE PATCH HEAD SELECT INSERT UPDATE DROP TABLE INDEX FROM WHERE JOIN ALTER CREATE COMMIT ROLLBACK NULL TRUE FALSE
  RED AMBER GREEN NOT AND ALL NEVER ONLY NO YES OFF ON`.split(/\s+/),
);

const ACRONYM = /(?<![\p{L}\p{N}@#/_.-])[A-Z][A-Z0-9]{1,6}s?(?![\p{L}\p{N}_/-])/gu;

function* check({ document, policy, prose }: Subject): Iterable<Found> {
  const text = document.passages.map((passage) => passage.text).join('\n');
  const seen = new Set([...ownWords(policy), ...explainedIn(text)]);
  for (const passage of document.passages)
    for (const { index, 0: found } of passage.prose.matchAll(ACRONYM)) {
      const acronym = found.replace(/s$/, '');
      if (seen.has(acronym) || KNOWN.has(acronym) || /^(?:P|SEV)\d$|^X+$|\d{2}/.test(acronym)) continue;
      seen.add(acronym);
      if (isAcronym(prose, passage, index, acronym))
        yield {
          ...rangeIn(passage, index, index + found.length),
          message: `Not everybody knows what ${acronym} is. Write it out at its first use: “… (${acronym})”.`,
        };
    }
}

/** What the policy itself says: its levels, headings and roles. */
function ownWords({ levels, postmortem, roles }: Subject['policy']): readonly string[] {
  const said = [
    ...levels.map(({ name }) => name),
    ...postmortem.sections,
    ...postmortem.impact,
    ...roles.map(({ title }) => title ?? ''),
  ];
  return said.flatMap((words) => words.match(/[A-Z][A-Z0-9]+/g) ?? []);
}

/** `write-ahead log (WAL)`, `WAL (write-ahead log)`, `WAL: …`, `WAL means …`. */
const EXPLAINED =
  /\((?<behind>[A-Z][A-Z0-9]{1,6})s?\)|(?<![A-Za-z0-9])(?<before>[A-Z][A-Z0-9]{1,6})s?\*{0,2}(?: \([A-Za-z]{3}|:| [—–-] | (?:means|stands for|is short for)\b|, (?:the|a|an|our) )/g;

function explainedIn(text: string): readonly string[] {
  return [...text.matchAll(EXPLAINED)].map(({ groups }) => groups?.['behind'] ?? groups?.['before'] ?? '');
}

/** A word that is shouted is none: the library knows which words there are. A line in capitals throughout has none either. */
function isAcronym(prose: Prose, passage: Passage, index: number, acronym: string): boolean {
  const line = passage.text.slice(Math.max(0, index - 40), index + 40).replace(acronym, '');
  if (!/[a-z]/.test(line)) return false;
  const tags = prose.wordsOf(`it is ${acronym.toLowerCase()} now`)[2]?.tags;
  return tags !== undefined && !WORDS.some((tag) => tags.has(tag));
}

/** Kinds of words that are not made of initials. */
const WORDS = [
  'Adjective',
  'Verb',
  'Adverb',
  'Determiner',
  'Preposition',
  'Conjunction',
  'Negative',
  'Value',
  'QuestionWord',
];
