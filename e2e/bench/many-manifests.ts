/** A text of so many Services, each with a Deployment of three Pods, on the two nodes a text without nodes has. */
export function manyManifests(count: number): string {
  return Array.from({ length: count }, (_, i) => manifest(`service-${i}`)).join('---\n')
}

function manifest(name: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: ${name}
  ports:
  - port: 80
    targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 3
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
      - name: web
        image: nginx
        ports:
        - containerPort: 8080
`
}
